/** Where the requests of a load begin: its flow and the elements that open it. */
import type { Endpoint, Flow, Id, Load } from '../../model/model.js';
import { endpointElements } from '../network/flow-dials.js';
import type { Facts } from '../query.js';

export interface Start {
  /** Of a connection that no flow describes the id is empty. */
  flow: Flow;
  /** Each brings an equal part; an empty name where it is nobody of the model. */
  sources: Id[];
  /** Tells starts apart. */
  key: string;
}

/** Undefined where several flows have the ends of the load, and which one it means is not said. */
export function startOf(facts: Facts, load: Load): Start | undefined {
  const flow = flowOf(facts, load);
  if (!flow) return undefined;
  const sources = [...new Set(flow.from.flatMap((endpoint) => endpointElements(facts, endpoint)).map((end) => end.element))];
  return { flow, sources: sources.length > 0 ? sources : [''], key: flow.id !== '' ? flow.id : `${load.from?.text} -> ${load.to?.text}` };
}

function flowOf(facts: Facts, load: Load): Flow | undefined {
  if (load.flow !== undefined) return facts.flows[load.flow];
  const { from, to } = load;
  if (!from || !to) return undefined;
  const same = Object.values(facts.flows).filter((flow) => flow.from.some((each) => isSame(each, from)) && flow.to.some((each) => isSame(each, to)));
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  return {
    id: '', title: `${from.text} -> ${to.text}`, from: [from], to: [to], optional: false, async: false, tls: false, via: [], needs: [],
    chain: { id: '', index: 0 }, metadata: { tags: [], meta: {} }, origin: load.origin,
  };
}

function isSame(a: Endpoint, b: Endpoint): boolean {
  if (a.type === 'ids' && b.type === 'ids') return a.ids[0] === b.ids[0];
  return a.type === 'address' && b.type === 'address' && a.prefix === b.prefix;
}
