/** A scenario as text again, with what the reader did in it: what is copied can be pasted into the file and comes out the same. */
import type { Id, Load, Scenario, ScenarioEvent } from '#language/model/model.js';
import type { Distribution } from '#language/model/values.js';
import type { Intervention } from '../motion/interventions.js';
import { asScenarioText } from './as-text.js';

/**
 * @param expected what it expects, as it is written.
 * @returns undefined where the scenario has what cannot be written from what is known of it: jobs, and loads on a flow that has no name of its own.
 */
export function scenarioText(scenario: Scenario, title: string, acts: readonly Intervention[], expected: readonly string[], isLink: (id: Id) => boolean): string | undefined {
  const { seed, warmup, replications, duration, loads, events } = scenario;
  const written = [...loads.map(loadText), ...[...events].sort((a, b) => a.at - b.at).map(eventText)];
  if (written.includes(undefined)) return undefined;
  const lines = [
    ...(seed === undefined ? [] : [`seed ${seed}`]), ...(duration === undefined ? [] : [`duration ${time(duration)}`]), ...(warmup === undefined ? [] : [`warmup ${time(warmup)}`]),
    ...(replications === undefined ? [] : [`replications ${replications}`]), ...written,
    ...(acts.length === 0 ? [] : asScenarioText(acts, isLink).split('\n')), ...expected.map((each) => `expect ${each}`),
  ];
  return `scenario "${title.replaceAll('"', '\'')}" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

function loadText({ flow, from, to, rate, ramp, steps, burst, users, think, steady, duration, size }: Load): string | undefined {
  const of = flow ?? (from && (to ? `${from.text} -> ${to.text}` : from.text));
  // Of several flows between the same ends all but the first are numbered: the number is not a part of the language.
  if (of === undefined || / \(\d+\)$/.test(of)) return undefined;
  const amount = users !== undefined ? `${users} users${think ? ` think ${distribution(think)}` : ''}`
    : burst ? `burst ${burst.count} every ${time(burst.every)}`
    : steps ? `${steps.rates.map(perSecond).join(', ')} each ${time(steps.each)}`
    : rate === undefined ? '' : `${perSecond(rate)}${ramp === undefined ? '' : ` to ${perSecond(ramp)}`}`;
  return ['load', of, amount, steady ? 'steady' : '', duration === undefined ? '' : `for ${time(duration)}`, size === undefined ? '' : `size ${plain(size)}B`].filter((part) => part !== '').join(' ');
}

function eventText({ at, action, targets, from = [], factor, every, duration, load }: ScenarioEvent): string | undefined {
  const all = targets.join(', ');
  const lasts = duration === undefined ? '' : ` for ${time(duration)}`;
  const does = (): string | undefined => {
    switch (action) {
      case 'fail': case 'kill': case 'stop': case 'recover': case 'cut': return `${action} ${all}`;
      case 'slow': return `slow ${all} by ${plain(factor ?? 1)}`;
      case 'flap': return `flap ${all} every ${time(every ?? 1)}${lasts}`;
      case 'restart': return `restart ${all} each ${time(every ?? 1)}`;
      case 'wear': return `wear${all === '' ? '' : ` ${all}`}`;
      case 'partition': return `partition ${all} from ${from.join(', ')}`;
      case 'chaos': return 'chaos';
      case 'load': return load && loadText(load);
      case 'job': return undefined;
    }
  };
  const said = does();
  return said === undefined ? undefined : `at ${time(at)} ${said}`;
}

function distribution(of: Distribution): string {
  switch (of.type) {
    case 'constant': return time(of.value);
    case 'exponential': return `exponential ${time(of.mean)}`;
    case 'uniform': return `uniform ${time(of.low)} to ${time(of.high)}`;
    case 'lognormal': return `lognormal ${time(of.median)} p${Math.round(of.percentile * 100)} ${time(of.at)}`;
    case 'hyperexponential': return `hyperexponential ${time(of.mean)} scv ${plain(of.scv)}`;
    case 'samples': return `samples ${of.values.map(time).join(', ')}`;
  }
}

const time = (seconds: number): string => `${plain(seconds)}s`;
const perSecond = (rate: number): string => `${plain(rate)}/s`;

/** All digits, and no exponent: the language has none. */
function plain(value: number): string {
  const short = String(value);
  return short.includes('e') ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : short;
}
