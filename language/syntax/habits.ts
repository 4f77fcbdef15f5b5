/**
 * What people bring along from elsewhere: arrows of Mermaid and D2, assignments of Structurizr and LikeC4, colons of YAML, texts in
 * single quotes. Read off a broken line only, so that the message can say how the same is written here.
 */
import type { SyntaxHabit, SyntaxReason } from '../model/problem.js';

export interface Habit {
  habit: SyntaxHabit;
  /** The line as it would be written here, where it can be told. */
  instead?: string;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*(?:[.#-][\p{L}\p{N}_]+)*`;
/** A shape or label of Mermaid behind a name: `A[Client]`, `C[(Database)]`, `api(cloud)[API]`. */
const SHAPE = String.raw`(?:\s*(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|:::?\w+))*`;
const ARROW = String.raw`(?:<?[-=.]+>{1,2}|<[-=.]+|-{2,3}|={3}|-)`;
const arrows = new RegExp(String.raw`^(${NAME})${SHAPE}\s*(${ARROW})\s*(?:\|([^|]*)\|\s*)?(${NAME})${SHAPE}\s*(?::\s*(.+?)|["'](.*?)["'].*|(\{).*)?$`, 'u');
const link = new RegExp(String.raw`^link\s+(${NAME}(?::\S+)?)\s+(?:${ARROW}|to|and|,)\s*(${NAME}(?::\S+)?)`, 'u');
const flow = new RegExp(String.raw`^flow\s+(${NAME})\s*(?:${ARROW}|to|:)\s*(${NAME})`, 'u');
const assignment = new RegExp(String.raw`^(${NAME})\s*=\s*(${NAME})\s*(?:["']([^"']*)["'])?`, 'u');
const list = new RegExp(String.raw`^(${NAME})\s+(${NAME})\s*,\s*${NAME}`, 'u');
const titled = new RegExp(String.raw`^(scenario|sequence)\s+(${NAME})`, 'u');
const anonymous = new RegExp(String.raw`^${NAME}(?:\s+"[^"]*")?\s*\{`, 'u');
const MOST = 400;

/** Of the code of a broken line, its comment left out; `found` is the word at which reading ended, `inside` the word that opens the block around. */
export function habitOf(code: string, reason: SyntaxReason, found: string, inside: string | undefined): Habit | undefined {
  if (code.length > MOST || reason === 'unclosed-string' || reason === 'unclosed-brace' || reason === 'stray-brace') return undefined;
  if (code.startsWith('#') || (found === '#' && /\s#/.test(code))) return { habit: 'hash-comment' };
  const assigned = assignment.exec(code);
  if (assigned) return { habit: 'assignment', instead: [assigned[2], assigned[1], quoted(assigned[3])].filter(Boolean).join(' ') };
  const cabled = link.exec(code);
  if (cabled) return { habit: 'link-ends', instead: `link ${cabled[1]} -- ${cabled[2]}` };
  const asked = flow.exec(code);
  if (asked && !code.includes('->')) return { habit: 'flow-ends', instead: `flow ${asked[1]} -> ${asked[2]}` };
  const drawn = arrows.exec(code);
  if (drawn) return arrowOf(drawn, inside);
  const unit = spacedUnit(code, found);
  if (unit) return { habit: 'spaced-unit', instead: unit };
  const title = titled.exec(code);
  if (title) return { habit: 'title', instead: `${title[1]} "${title[2]}"` };
  if (code.startsWith('expect ')) return { habit: 'expectation' };
  if (/^-\s/.test(code) || new RegExp(String.raw`^${NAME}:(?!:)(\s|$)`, 'u').test(code)) return { habit: 'colon' };
  if (found === ';') return { habit: 'semicolon' };
  if (found === "'" || found === '`' || /^[“”„‘’]/.test(found)) return { habit: 'quotes' };
  if (/^[[(]/.test(found)) return { habit: 'brackets' };
  if (anonymous.test(code) && (found === '{' || reason === 'no-statement')) return { habit: 'anonymous-block' };
  const listed = list.exec(code);
  if (listed && found === ',') return { habit: 'several', instead: `${listed[1]} ${listed[2]} count 2` };
  return undefined;
}

function quoted(label: string | undefined): string | undefined {
  return label === undefined ? undefined : `"${label.trim()}"`;
}

function arrowOf([, from, arrow, within, to, colon, text]: RegExpExecArray, inside: string | undefined): Habit {
  const label = quoted((within ?? colon ?? text)?.replace(/^["']|["']$/g, ''));
  const said = label ? ` ${label}` : '';
  if (inside === 'sequence') return { habit: 'step', instead: `${from} ${arrow!.startsWith('<') ? '<-' : '->'} ${to}${said}` };
  if (!/[<>]/.test(arrow!)) return { habit: 'bare-link', instead: `link ${from} -- ${to}${said}` };
  const back = arrow!.startsWith('<') && !arrow!.endsWith('>');
  return { habit: 'bare-flow', instead: `flow ${back ? to : from} -> ${back ? from : to} over PORT${said}` };
}

const UNITS: Record<string, string> = {
  ns: 'ns', us: 'us', ms: 'ms', s: 's', sec: 's', secs: 's', second: 's', seconds: 's', min: 'min', mins: 'min', minute: 'min', minutes: 'min', m: 'min',
  h: 'h', hr: 'h', hrs: 'h', hour: 'h', hours: 'h', d: 'd', day: 'd', days: 'd', w: 'w', week: 'w', weeks: 'w', y: 'y', yr: 'y', year: 'y', years: 'y',
  rps: '/s', qps: '/s', tps: '/s', b: 'B', kb: 'kB', mb: 'MB', gb: 'GB', tb: 'TB', kib: 'KiB', mib: 'MiB', gib: 'GiB', tib: 'TiB',
  bps: 'bps', kbps: 'kbps', mbps: 'Mbps', gbps: 'Gbps', tbps: 'Tbps', '%': '%', percent: '%',
};

/** `3 years` where `3y` is meant: reading ended at the number, at the unit or at what follows it. */
function spacedUnit(code: string, found: string): string | undefined {
  for (const { 0: all, 1: number, 2: word, index } of code.matchAll(/(?<![\w.])(\d+(?:\.\d+)?)\s+([a-zA-Z]+|%)(?![\w-])/g)) {
    const unit = Object.hasOwn(UNITS, word!.toLowerCase()) ? UNITS[word!.toLowerCase()] : undefined;
    if (unit !== undefined && (found === number || found === word || code.slice(index + all.length).trimStart().startsWith(found))) return `${number}${unit}`;
  }
  return undefined;
}
