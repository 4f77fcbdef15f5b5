/** Going deeper, back and forward: what is chosen, and where the reader is told to be. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crumbsOf, deeper } from '../../../client/webview/levels/crumbs.js';
import { Visits } from '../../../client/webview/levels/visits.js';
import { sectionsOf } from '../../../client/webview/ui/view-list.js';
import { automaticViews } from '#language/scene/views/automatic.js';
import type { Choice } from '#language/protocol/picture.js';
import { clinicalStudy } from '../../language/scene/models.js';

const choice = (view?: string, change: Partial<Choice> = {}): Choice => ({ collapsed: [], expanded: [], ...(view === undefined ? {} : { view }), ...change });

describe('the visits of a reader', () => {
  it('lead back and forward, and forget what lay ahead when something else is chosen', () => {
    const visits = new Visits();
    for (const view of ['a', 'b', 'c']) visits.go(choice(view));
    assert.equal(visits.canGo(1), false);
    assert.equal(visits.move(-1)?.view, 'b');
    assert.equal(visits.move(-1)?.view, 'a');
    assert.equal(visits.move(-1), undefined);
    assert.equal(visits.move(1)?.view, 'b');
    visits.go(choice('d'));
    assert.equal(visits.move(1), undefined);
    assert.equal(visits.move(-1)?.view, 'b');
  });

  it('count opening and closing as a step, and the same again as none', () => {
    const visits = new Visits();
    visits.go(choice());
    visits.go(choice(undefined, { expanded: ['x', 'y'] }));
    visits.go(choice(undefined, { expanded: ['y', 'x'] }));
    assert.deepEqual(visits.move(-1), choice());
    assert.equal(visits.canGo(-1), false);
  });

  it('come back after a reload, and start anew from what is not whole', () => {
    const visits = new Visits();
    for (const view of ['a', 'b', 'c']) visits.go(choice(view));
    visits.move(-1);
    const again = new Visits();
    again.restore(JSON.parse(JSON.stringify(visits.state)));
    assert.deepEqual([again.here?.view, again.canGo(1), again.canGo(-1)], ['b', true, true]);
    const broken = new Visits();
    broken.restore({ choices: [choice('a')], at: 7 });
    assert.equal(broken.here, undefined);
  });

  it('stay bounded, and always know where the reader is', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('back' as const, 'forward' as const)), { maxLength: 200 }), (steps) => {
      const visits = new Visits();
      let here: string | undefined;
      for (const step of steps) {
        if (typeof step === 'number') { visits.go(choice(`v${step}`)); here = `v${step}`; } else here = (visits.move(step === 'back' ? -1 : 1) ?? visits.here)?.view;
        assert.equal(visits.here?.view, here);
        assert.ok(visits.state.choices.length <= 40);
      }
    }));
  });
});

describe('the breadcrumbs', () => {
  const model = { ...clinicalStudy(), architecture: { label: '임상 시스템', metadata: { tags: [], meta: {} } } };
  const names = (view?: string): string[] => crumbsOf({ model, choice: choice(view) }).map((crumb) => crumb.name);

  it('lead from the architecture down to what is seen', () => {
    assert.deepEqual(names(), ['임상 시스템']);
    assert.deepEqual(names('overview'), ['임상 시스템', 'Portal at a glance']);
    assert.deepEqual(names('@network'), ['임상 시스템', 'Network']);
    assert.deepEqual(names('@inside idc.data'), ['임상 시스템', 'On-premise data centre', 'data']);
    assert.deepEqual(names('@around 2 idc.data.db1'), ['임상 시스템', 'On-premise data centre', 'data', 'Around db1']);
  });

  it('are the way up: each but the last names the view it leads to', () => {
    assert.deepEqual(crumbsOf({ model, choice: choice('@inside idc.data') }).map((crumb) => crumb.view), [undefined, '@inside idc', '@inside idc.data']);
  });

  it('lead deeper into what holds something, and around what does not', () => {
    assert.equal(deeper(model, 'idc.data'), '@inside idc.data');
    assert.equal(deeper(model, 'idc.data.db'), '@inside idc.data.db');
    assert.equal(deeper(model, 'idc.data.db1'), '@around 1 idc.data.db1');
  });
});

describe('the list of views', () => {
  const model = clinicalStudy();
  const views = model.views.map(({ name, label }) => (label === undefined ? { name } : { name, label }));
  const sections = (view?: string): (string | undefined)[][] => sectionsOf({ model, views, automatic: automaticViews(model), choice: choice(view) })
    .map(({ title, entries }) => [title, ...entries.map((entry) => entry.name)]);

  it('has the overview and the wiring first, then what was written, then the places', () => {
    assert.deepEqual(sections(), [
      [undefined, '', '@network'], ['preview.views-written', 'overview', 'wiring'],
      ['preview.views-places', '@inside idc', '@inside idc.dmz', '@inside idc.app', '@inside idc.data'],
    ]);
  });

  it('has an entry for where the reader came by drilling down', () => {
    assert.deepEqual(sections('@around 1 idc.edge').at(-1), ['preview.views-around', '@around 1 idc.edge']);
  });
});
