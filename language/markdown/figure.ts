/**
 * A drawn block as HTML: the picture, its caption, the figures of a scenario, what is to be said. No line of it is empty,
 * so that it can stand in Markdown as a block of HTML. Everything that a user wrote is text.
 */
import { shortName } from '../facts/network/index.js';
import { measureText } from '../expectations/measures.js';
import { text, word, type MessageId } from '../messages/word.js';
import type { Text } from '../model/finding.js';
import { toSvg, type Theme } from '../scene/index.js';
import type { DrawnBlock, Remark } from './draw-block.js';
import type { Moment } from './moment.js';
import { pageStyles } from './page-styles.js';

export interface FigureOptions {
  /** Before the ids of the picture: different for every picture of a page. */
  prefix: string;
  /** `page`: in the colours of the page, whose stylesheet is given with the first picture. */
  theme: 'light' | 'dark' | 'page';
  /** The first of its page. */
  first: boolean;
  /** Attributes of the figure, ready to be written. */
  attributes?: string;
}

const say = (id: MessageId, params?: Text['params']): string => word(text(id, params));

/** The picture alone; undefined where there is none. */
export function svgOf({ picture, info }: DrawnBlock, { prefix, theme }: Pick<FigureOptions, 'prefix' | 'theme'>): string | undefined {
  if (!picture) return undefined;
  const colours: Theme = theme === 'page' ? 'vscode' : info.theme ?? theme;
  return toSvg(picture.scene, { theme: colours, interactive: false, styled: theme !== 'page', prefix, states: picture.states }).trim();
}

/** @param source shown beneath what is said in the place of a picture; left out where the block itself stays. */
export function figureOf(drawn: DrawnBlock, options: FigureOptions, source?: string): string {
  const { info, moment } = drawn;
  const svg = svgOf(drawn, options);
  const style = options.theme === 'page' && options.first ? `<style>${pageStyles()}</style>` : '';
  const classes = ['lintel-figure', ...(svg === undefined ? ['lintel-refused'] : []), ...(info.theme === undefined ? [] : [`lintel-${info.theme}`])];
  const caption = captionOf(drawn);
  return `<figure class="${classes.join(' ')}"${options.attributes ?? ''}>${style}${svg ?? ''}`
    + (caption === undefined ? '' : `<figcaption>${escape(caption)}</figcaption>`)
    + (moment ? tableOf(moment) + listOf(happenings(drawn, moment)) : '')
    + (svg === undefined ? `<p><strong>${escape(say('markdown.not-drawn'))}</strong></p>` : '')
    + listOf(drawn.remarks.map((each) => ({ said: remarkText(each), bad: true })))
    + (svg === undefined && source !== undefined ? `<pre><code class="language-arch">${escape(source)}</code></pre>` : '')
    + '</figure>';
}

/** The title, the variant where the block leaves open which, and the moment of a scenario. */
export function captionOf({ info, moment, variant }: DrawnBlock): string | undefined {
  const title = variant === undefined ? info.title : say('markdown.variant', { variant, title: info.title ?? '', titled: info.title === undefined ? 'no' : 'yes' });
  if (!moment) return title;
  const at = moment.over ? say('markdown.caption-over', { scenario: moment.scenario.title }) : say('markdown.caption-at', { scenario: moment.scenario.title, time: word(measureText(moment.time, 'duration')) });
  return title === undefined ? at : say('markdown.caption', { title, moment: at });
}

export function remarkText({ line, said }: Remark): string {
  return line === undefined ? said : say('markdown.line', { line: String(line), said });
}

/** Rows of the table of figures, the head first; empty where nothing was asked. */
export function figureRows({ figures }: Moment): string[][] {
  if (figures.length === 0) return [];
  return [
    [say('markdown.flow'), say('markdown.answered'), say('markdown.failed-requests'), say('markdown.available'), say('markdown.p95')],
    ...figures.map(({ name, served, failed, refused, availability, latency: { p95 } }) => [
      name, String(served), String(failed + refused), availability === null ? '–' : word(measureText(availability, 'share')), p95 === null ? '–' : word(measureText(p95, 'duration')),
    ]),
  ];
}

export interface Happening { said: string; bad: boolean }

/** Who is down, who serves, what came of what is expected. */
export function happenings({ picture }: DrawnBlock, { modes, cut, serving, expectations, over }: Moment): Happening[] {
  const facts = picture!.analysis.facts;
  const name = (id: string): string => shortName(facts, id);
  return [
    ...[...modes.keys()].map((id) => ({ said: say('markdown.down', { name: name(id) }), bad: true })),
    ...[...cut].map((id) => ({ said: say('markdown.cut', { name: name(id) }), bad: true })),
    ...[...serving].map(([group, member]) => ({ said: member === undefined ? say('markdown.nobody', { group: name(group) }) : say('markdown.serves', { group: name(group), member: name(member) }), bad: member === undefined })),
    ...(over ? expectations : []).map(({ expectation, judgement: { holds, actual } }) => ({
      said: say('markdown.verdict', { verdict: holds === undefined ? 'undecided' : holds ? 'passed' : 'missed', text: expectation.text, actual: word(actual) }), bad: holds === false,
    })),
  ];
}

function tableOf(moment: Moment): string {
  const [head, ...rows] = figureRows(moment);
  if (!head) return '';
  const cells = (row: readonly string[]): string => row.map((cell, index) => (index === 0 ? `<th scope="row">${escape(cell)}</th>` : `<td>${escape(cell)}</td>`)).join('');
  return `<table><thead><tr>${head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`;
}

function listOf(all: readonly Happening[]): string {
  return all.length === 0 ? '' : `<ul>${all.map(({ said, bad }) => `<li${bad ? ' class="lintel-bad"' : ''}>${escape(said)}</li>`).join('')}</ul>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escape(written: string): string {
  return written.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
