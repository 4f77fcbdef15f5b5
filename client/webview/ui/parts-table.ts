/** Every element that works in a scenario, at this moment: its state and role, how many of its workers are busy, who waits. What the picture shows by bars and pills, as a table. */
import { rounded } from '#language/expectations/measures.js';
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { RunView } from '../scenario/run-view.js';
import { make } from './dom.js';

const MOST_ROWS = 60;
const COLUMNS = ['element', 'state', 'busy', 'waiting'] as const;
const say = (id: Parameters<typeof text>[0], params?: Parameters<typeof text>[1]): string => word(text(id, params));

export class PartsTable {
  readonly root = make('details', { className: 'parts' });
  private readonly body = make('tbody');
  private readonly more = make('p', { hidden: true });
  private said = '';
  private run: RunView | undefined;

  constructor(private readonly show: (id: Id) => void) {
    const head = make('thead', {}, make('tr', {}, ...COLUMNS.map((each) => make('th', { scope: 'col' }, say(`playback.parts-${each}`)))));
    this.root.append(make('summary', {}, say('playback.parts')), make('table', {}, head, this.body), this.more);
    this.root.addEventListener('toggle', () => this.write());
  }

  set(run: RunView): void {
    this.run = run;
    this.write();
  }

  /** Nobody pays for a table that is closed. */
  private write(): void {
    const { run } = this;
    if (!run || !this.root.open) return;
    const ids = [...new Set([...run.modes.keys(), ...run.health.keys(), ...run.roles.keys(), ...run.gauges.keys()])];
    const rows = ids.slice(0, MOST_ROWS).map((id) => [id, stateOf(run, id), busyOf(run, id), String(run.gauges.get(id)?.waiting ?? '–')] as const);
    const key = JSON.stringify(rows);
    if (key === this.said) return;
    this.said = key;
    this.body.replaceChildren(...rows.map(([id, ...cells]) => {
      const name = make('button', { type: 'button', className: 'line' }, run.nameOf(id));
      name.addEventListener('click', () => this.show(id));
      return make('tr', { className: run.modes.has(id) ? 'bad' : '' }, make('th', { scope: 'row' }, name), ...cells.map((cell) => make('td', {}, cell)));
    }));
    this.more.hidden = ids.length <= MOST_ROWS;
    this.more.textContent = say('playback.parts-more', { count: ids.length - MOST_ROWS });
  }
}

/** Up or how it is down, its role, what balancers think of it. */
function stateOf({ modes, roles, health, nameOf }: RunView, id: Id): string {
  const role = roles.get(id)?.name;
  const mode = modes.get(id);
  const { slow = 1, outBy = [] } = health.get(id) ?? {};
  return [
    mode === undefined || mode === 'up' ? (role === undefined || role === 'down' ? say('playback.parts-up') : say(`playback.role-${role}`)) : say(`playback.mode-${mode}`),
    ...(slow === 1 ? [] : [say('playback.slow', { factor: rounded(slow) })]),
    ...(outBy.length === 0 ? [] : [say('playback.out-by', { balancers: outBy.map(nameOf) })]),
  ].join(', ');
}

function busyOf({ gauges }: RunView, id: Id): string {
  const gauge = gauges.get(id);
  return gauge && gauge.workers > 0 ? say('playback.busy-of', { busy: gauge.busy, workers: gauge.workers }) : '–';
}
