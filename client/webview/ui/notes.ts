/** The notes beside the picture: which services do not work and why, what was broken, what was lost, what the rules found. */
import { text, word } from '#language/messages/word.js';
import type { Id, Model } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import { part } from '#language/model/queries.js';
import type { FindingMark } from '#language/protocol/picture.js';
import type { MotionState } from '../motion/first-motion.js';
import { About } from './about.js';
import { make } from './dom.js';

export interface NotesActions {
  recover(id: Id): void;
  open(href: string): void;
  /** A line of a list was chosen: show what it is about, and the line of the text that it speaks of. */
  show(id: Id | undefined, origin?: Origin): void;
}

/** The worst first. */
const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

/** How many there are, and of which kinds. */
function summaryOf(findings: readonly FindingMark[]): string {
  const kinds = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [word(text(`preview.findings-${severity}`, { count }))];
  });
  return word(text('preview.findings', { count: findings.length, kinds }));
}

/** The label, else the name without what contains it: the picture shows where it stands. */
export function nameOf(model: Model, id: Id): string {
  const named = part(model, id);
  const name = named?.label ?? named?.name ?? id;
  // Each of several that are counted has the label of all.
  const number = /#\d+$/.exec(id)?.[0] ?? '';
  return name.endsWith(number) ? name : `${name}${number}`;
}

/** Beyond this many, how each service fell is told in its tooltip only. */
const MOST_STORIES = 4;

const LOST = { down: 'preview.lost-down', 'no-way': 'preview.lost-no-way', 'too-few': 'preview.lost-too-few' } as const;

export class Notes {
  readonly root = make('aside', { className: 'notes', aria: { label: word(text('preview.notes')) } });
  private readonly services = make('section', { className: 'services', role: 'status', aria: { live: 'polite' } });
  private readonly failed = make('section', { className: 'failed' });
  private readonly lost = make('section', { className: 'lost' });
  private readonly findings = make('details', { className: 'findings' });
  private readonly about: About;
  private said = '';

  constructor(private readonly actions: NotesActions) {
    this.about = new About((href) => this.actions.open(href));
    this.root.append(this.services, this.failed, this.lost, this.about.root, this.findings);
  }

  setSelection(model: Model | undefined, id: Id | undefined): void {
    this.about.show(model, id);
  }

  /** @param checking they are those of an earlier text. */
  setFindings(findings: readonly FindingMark[], checking: boolean): void {
    const sorted = SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
    const rows = sorted.map((finding) => {
      const what = word(text('preview.finding', { severity: word(text(`preview.severity-${finding.severity}`)), what: finding.what }));
      return this.row(`finding ${finding.severity}`, what, finding.subjects[0], `${finding.why}\n${finding.todo}\n${finding.rule}`, finding.origin);
    });
    this.findings.hidden = findings.length === 0;
    this.findings.setAttribute('aria-busy', String(checking));
    const busy = checking ? [make('span', { className: 'busy' }, word(text('preview.checking')))] : [];
    this.findings.replaceChildren(make('summary', {}, summaryOf(findings), ...busy), make('ul', {}, ...rows));
  }

  /** Rewrites only what changed: screen readers announce every rewriting. */
  setState(state: MotionState, model: Model): void {
    const key = JSON.stringify([state.fallen, [...state.failed], state.losses, state.down.size, state.run !== undefined]);
    if (key === this.said) return;
    this.said = key;
    this.sayServices(state, model);
    this.sayFailed(state, model);
    this.sayLost(state, model);
  }

  private sayServices(state: MotionState, model: Model): void {
    const broken = state.fallen.length > 0;
    this.services.classList.toggle('broken', broken);
    if (!broken) {
      // A scenario's own figures say how well it works.
      const holds = state.failed.size > 0 && !state.run ? [make('p', { className: 'holds' }, word(text('preview.holds')))] : [];
      return this.services.replaceChildren(...holds);
    }
    const rows = state.fallen.map((each) => {
      const said = word(text('preview.fallen', { service: each.title, reason: each.reason }));
      const told = state.fallen.length <= MOST_STORIES;
      const row = this.row('fallen', said, each.id in model.flows ? each.id : undefined, told ? '' : each.story.join('\n'));
      if (told && each.story.length > 1) row.append(make('ol', { className: 'story' }, ...each.story.map((step) => make('li', {}, step))));
      return row;
    });
    this.services.replaceChildren(make('h2', {}, word(text('preview.falls', { count: rows.length }))), make('ul', {}, ...rows));
  }

  private sayFailed(state: MotionState, model: Model): void {
    const rows = [...state.failed].map((id) => {
      const recover = make('button', { type: 'button' }, word(text('preview.recover', { name: nameOf(model, id) })));
      recover.addEventListener('click', () => this.actions.recover(id));
      return make('li', {}, recover);
    });
    this.failed.replaceChildren(...(rows.length > 0 ? [make('h2', {}, word(text(state.run ? 'preview.failed-now' : 'preview.failed-list'))), make('ul', {}, ...rows)] : []));
  }

  private sayLost(state: MotionState, model: Model): void {
    const rows = state.losses.map(({ service, at, cause, count }) => {
      const params = { service: nameOf(model, service), at: nameOf(model, at), count };
      return this.row('loss', word(text(LOST[cause], params)), at);
    });
    this.lost.replaceChildren(...(rows.length > 0 ? [make('h2', {}, word(text('preview.lost-list'))), make('ul', {}, ...rows)] : []));
  }

  private row(className: string, said: string, about: Id | undefined, title = '', origin?: Origin): HTMLLIElement {
    const line = make('button', { type: 'button', className: 'line', title }, said);
    if (about !== undefined || origin) line.addEventListener('click', () => this.actions.show(about, origin));
    return make('li', { className }, line);
  }
}
