/** A small picture made by hand: users, a balancer in a place, two web servers in a frame; drawn from 0,0 to 400,400. */
import type { Origin } from '../../language/model/origin.js';
import type { Model } from '../../language/model/model.js';
import type { Picture } from '../../language/protocol/picture.js';
import type { LaidOutEdge, LaidOutNode, LaidOutScene } from '../../language/scene/laid-out.js';

export function originAt(line: number, lines = 1): Origin {
  const range = { start: { line, character: 0 }, end: { line, character: 8 } };
  return { uri: 'file:///shop.arch', range, extent: { start: { line, character: 0 }, end: { line: line + lines - 1, character: 40 } } };
}

function node(id: string, form: LaidOutNode['form'], x: number, y: number, width: number, height: number, parent?: string): LaidOutNode {
  return {
    id, form, role: 'service', icon: 'server' as LaidOutNode['icon'], name: id, title: id, label: id, origin: originAt(1), membership: [], vips: [],
    findings: [], collapsed: false, hidden: 0, emphasis: 'normal', x, y, width, height, depth: parent ? 1 : 0, texts: [], marks: [], vipAt: [], badgesAt: [],
    ...(parent === undefined ? {} : { parent }),
  };
}

function edge(id: string, from: string, to: string, part: string, points: [number, number][]): LaidOutEdge {
  return {
    id, form: 'flow', from, to, arrow: true, parts: [{ id: part, origin: originAt(7), title: part }], title: part, label: part, dashed: false, pale: false,
    ends: {}, findings: [], emphasis: 'normal', points: points.map(([x, y]) => ({ x, y })), tagsAt: [], endsAt: [], badgesAt: [],
  };
}

export function sampleScene(): LaidOutScene {
  return {
    version: 1, title: 'Shop', show: 'flows', direction: 'down', width: 400, height: 400, legend: undefined,
    nodes: [
      node('users', 'actor', 160, 0, 80, 40),
      node('lan', 'place', 0, 80, 400, 320),
      node('lb', 'box', 160, 120, 80, 40, 'lan'),
      node('web', 'frame', 40, 240, 320, 80, 'lan'),
      node('web#1', 'box', 60, 260, 80, 40, 'web'),
      node('web#2', 'box', 260, 260, 80, 40, 'web'),
    ],
    edges: [
      edge('flow users > lb', 'users', 'lb', 'shop', [[200, 40], [200, 120]]),
      edge('flow lb > web', 'lb', 'web', 'to-web', [[200, 160], [200, 240]]),
    ],
    routes: { shop: ['flow users > lb'], 'to-web': ['flow lb > web'] },
    stands: { users: 'users', lan: 'lan', lb: 'lb', web: 'web', 'web#1': 'web#1', 'web#2': 'web#2', hidden: 'lan' },
  };
}

export function emptyModel(): Model {
  return {
    root: 'file:///shop.arch', files: ['file:///shop.arch'], architecture: { metadata: { tags: [], meta: {} } }, kinds: {}, software: {}, protocols: {},
    elements: {}, groups: {}, securityGroups: {}, links: {}, flows: {}, expectations: [], sequences: [], scenarios: [], jobs: [], views: [], references: [], problems: [],
  };
}

export function samplePicture(version = 1): Picture {
  return {
    uri: 'file:///shop.arch', version, choice: { collapsed: [], expanded: [] }, views: [{ name: 'wiring', label: '배선' }], automatic: [], variants: [], bases: [], scene: sampleScene(),
    icons: {}, svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    findings: [{ rule: 'redundancy/single-point-of-failure', severity: 'warning', what: 'w', why: 'y', todo: 't', subjects: ['lb'], origin: originAt(3) }],
    origins: { users: originAt(0), lan: originAt(2, 4), lb: originAt(3), shop: originAt(7) }, model: emptyModel(),
  };
}
