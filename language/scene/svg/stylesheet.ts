/**
 * The one stylesheet of all pictures. Files carry it with resolved colours; a page that shows pictures under a content
 * security policy links it once (`theme: 'vscode'`) and sets the variables.
 */
import type { Theme } from '../theme.js';
import { paletteOf, strokeWidth, type Palette } from './palette.js';

export const FONTS = '"Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", "Inter", system-ui, sans-serif';

/** What only a hue tells elsewhere, told by strokes. */
const PRINTED: readonly [string, string][] = [
  ['.flow.pale:not(.dashed) .line', 'stroke-dasharray: 2 3;'],
  ['.frame > .area', 'stroke-width: 2.25;'],
  ['.replication .line, SCOPE .backup .line', 'stroke-width: 1;'],
  ['.hue-0 rect, SCOPE .hue-1 rect, SCOPE .hue-2 rect, SCOPE .hue-3 rect', 'stroke: #000000;'],
];

/** @param changes with the inks of a difference; a picture of one revision has no use for them. */
export function stylesheet(theme: Theme, scope: string, changes = true): string {
  const c = paletteOf(theme);
  const rules: [string, string][] = [
    ['', `font-family: ${FONTS}; color: ${c.text};`],
    ['text', `fill: ${c.text}; stroke: none;`],
    ['.name', 'font-size: 13px; font-weight: 600;'],
    ['.place-name', 'font-size: 13px; font-weight: 600;'],
    ['.detail, SCOPE .subnet', `font-size: 11px; fill: ${c.muted};`],
    ['.heading', 'font-size: 18px; font-weight: 600;'],
    ['.icon', `color: ${c.text};`],
    ['.ground', `fill: ${c.ground};`],
    ['.box', `fill: ${c.box}; stroke: ${c.boxLine}; stroke-width: 1.25;`],
    ['.place > .area', `stroke: ${c.placeLine}; stroke-width: 1;`],
    ...c.place.map((fill, depth): [string, string] => [`.place.depth-${depth} > .area`, `fill: ${fill};`]),
    ['.place.public > .area', `fill: ${c.publicPlace}; stroke: ${c.publicLine}; stroke-width: 1.5; stroke-dasharray: 6 4;`],
    ['.internet > .area', `fill: ${c.internet}; stroke: ${c.internetLine}; stroke-width: 1.5;`],
    ['.container > .area', `fill: ${c.box}; stroke: ${c.boxLine}; stroke-width: 1.25;`],
    ['.frame > .area', `fill: ${c.frame}; stroke: ${c.frameLine}; stroke-width: 1.5;`],
    ['.stack > .behind', `fill: ${c.box}; stroke: ${c.boxLine}; stroke-width: 1;`],
    ['.standby > .box', `fill: ${c.standby}; stroke: ${c.standbyLine}; stroke-dasharray: 4 3;`],
    ['.standby > .name, SCOPE .standby > .detail', `fill: ${c.muted};`],
    ['.standby > .icon', `color: ${c.muted};`],
    ['.wall > .area', `fill: ${c.wall}; stroke: ${c.wallLine}; stroke-width: 1.5;`],
    ['.bricks', `stroke: ${c.brick}; stroke-width: 1.5; fill: none;`],
    ['.plate', `fill: ${c.wall};`],
    ['.gate', `fill: ${c.box}; stroke: ${c.wallLine}; stroke-width: 1;`],
    ['.mark rect', `fill: ${c.box}; stroke: ${c.frameLine}; stroke-width: 1;`],
    ['.mark text', 'font-size: 10px; font-weight: 600;'],
    ['.vip rect', `fill: ${c.pill}; stroke: ${c.flow}; stroke-width: 1.5;`],
    ['.vip text', `font-size: 11px; fill: ${c.pillText};`],
    ['.line', 'fill: none; stroke-linejoin: round;'],
    ['.reach', 'fill: none; stroke: transparent; stroke-width: 14;'],
    ['.flow .line', `stroke: ${c.flow}; stroke-width: 1.75;`],
    ['.flow .head', `fill: ${c.flow};`],
    ['.pale .line', `stroke: ${c.flowPale}; stroke-width: 1.25;`],
    ['.pale .head', `fill: ${c.flowPale};`],
    ['.dashed .line', 'stroke-dasharray: 6 4;'],
    ['.link .line, SCOPE .attachment .line', `stroke: ${c.cable}; stroke-width: 1.5;`],
    ['.attachment .line', 'stroke-width: 1.25;'],
    ['.link .trunk', `stroke: ${c.cable}; stroke-width: 4.5;`],
    ['.link .core', `fill: none; stroke: ${c.ground}; stroke-width: 2;`],
    ['.link .fc', `stroke: ${c.warning}; stroke-width: 2.5; stroke-dasharray: 14 3 3 3;`],
    ['.link .tunnel', `stroke: ${c.flow}; stroke-width: 3; stroke-dasharray: 10 4;`],
    ['.link .wireless', 'stroke-dasharray: 1 5; stroke-width: 2.5; stroke-linecap: round;'],
    ['.link .storage', 'stroke-width: 2.5;'],
    ['.replication .line, SCOPE .backup .line', `stroke: ${c.replication}; stroke-width: 1.25;`],
    ['.replication .head, SCOPE .backup .head', `fill: ${c.replication};`],
    ['.mount .line', `stroke: ${c.cable}; stroke-width: 1.25;`],
    ['.mount .head', `fill: ${c.cable};`],
    ['.pill rect', `fill: ${c.pill}; stroke: ${c.flow}; stroke-width: 1;`],
    ['.pill text', `font-size: 11px; fill: ${c.pillText};`],
    ['.replication .pill rect, SCOPE .backup .pill rect', `stroke: ${c.replication}; stroke-width: 0.75;`],
    ['.replication .pill text, SCOPE .backup .pill text, SCOPE .mount .pill text, SCOPE .link .pill text', `fill: ${c.text};`],
    ['.mount .pill rect, SCOPE .link .pill rect', `stroke: ${c.cable};`],
    ['.tag rect', `fill: ${c.box}; stroke: ${c.cable}; stroke-width: 1;`],
    ['.tag text', 'font-size: 10px; font-weight: 600;'],
    ...c.hues.map((fill, hue): [string, string] => [`.hue-${hue} rect`, `fill: ${fill};`]),
    ['.hue-0 text, SCOPE .hue-1 text, SCOPE .hue-2 text, SCOPE .hue-3 text', `fill: ${c.onHue};`],
    ['.end text', `font-size: 10px; fill: ${c.muted};`],
    ['.badge text', `font-size: 10px; font-weight: 700; fill: ${c.onSeverity};`],
    ...(['error', 'warning', 'info', 'hint'] as const).map((severity): [string, string] => [`.badge.${severity} .shape`, `fill: ${c[severity]}; stroke: ${c.ground}; stroke-width: 1.5;`]),
    ...(changes ? differenceRules(c) : []),
    ...(['info', 'hint'] as const).flatMap((severity): [string, string][] => [[`.badge.${severity} .shape`, `fill: ${c.box}; stroke: ${c[severity]};`], [`.badge.${severity} text`, `fill: ${c[severity]};`]]),
    ['.hatch', 'display: none;'],
    ['.stripes', `stroke: ${c.muted}; stroke-width: 1.25;`],
    ['.is-failed > .hatch', 'display: inline;'],
    ['.is-failed > .box, SCOPE .is-failed > .area', `stroke: ${c.error}; stroke-dasharray: 3 3;`],
    ['.is-failed > .name, SCOPE .is-falls > .name, SCOPE .is-falls .pill text', 'text-decoration: line-through;'],
    ['.is-failed > .icon, SCOPE .is-failed > text', `color: ${c.muted}; fill: ${c.muted};`],
    ['.is-failed .line', `stroke: ${c.error}; stroke-dasharray: 2 5;`],
    ['.is-falls > .box, SCOPE .is-falls > .area', `stroke: ${c.error}; stroke-width: 2;`],
    ['.is-falls .line', `stroke: ${c.error};`],
    ['.is-falls .head', `fill: ${c.error};`],
    ['.is-selected > .box, SCOPE .is-selected > .area', `stroke: ${c.selected}; stroke-width: 3;`],
    ['.is-selected .line', 'stroke-width: 3.5;'],
    ['.is-muted', 'opacity: 0.4;'],
    ['.highlighted > .box, SCOPE .highlighted > .area', `stroke: ${c.selected}; stroke-width: 2.5;`],
    ['.part:focus', 'outline: none;'],
    ['.part:focus-visible > .box, SCOPE .part:focus-visible > .area', `stroke: ${c.selected}; stroke-width: 3;`],
  ];
  if (theme === 'print') rules.push(...PRINTED);
  const drawn = rules.map(([selector, body]): [string, string] => [selector, selector === '.reach' ? body : body.replace(/stroke-width: ([\d.]+);/gu, (_, width: string) => `stroke-width: ${strokeWidth(theme, Number(width))};`)]);
  return drawn.map(([selector, body]) => `${scope}${selector === '' ? '' : ` ${selector.replaceAll('SCOPE', scope)}`} { ${body} }`).join('\n');
}

function differenceRules(c: Palette): [string, string][] {
  return [
    ...(['added', 'removed', 'changed'] as const).flatMap((change): [string, string][] => {
      const ink = { added: c.replication, removed: c.error, changed: c.warning }[change];
      const dashes = change === 'removed' ? ' stroke-dasharray: 5 4;' : '';
      return [
        [`.${change} > .box, SCOPE .${change} > .area`, `stroke: ${ink}; stroke-width: 2.5;${dashes}`],
        [`.${change} > .line`, `stroke: ${ink}; stroke-width: 2.5;${dashes}`],
        [`.${change} > .head`, `fill: ${ink};`],
        [`.${change} > .pill rect`, `stroke: ${ink}; stroke-width: 1.5;${dashes}`],
        [`.change.${change} .shape`, `fill: ${ink}; stroke: ${c.ground}; stroke-width: 1.5;`],
      ];
    }),
    ['.removed > .name, SCOPE .removed > .place-name, SCOPE .removed > .pill text', 'text-decoration: line-through;'],
    ['.change .sign', `fill: none; stroke: ${c.onSeverity}; stroke-width: 2; stroke-linecap: round;`],
  ];
}
