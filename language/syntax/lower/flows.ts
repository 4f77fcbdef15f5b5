/** Flows: a chain is several flows; its name and label belong to the first, its options to all it applies to. */
import type * as ast from '../generated/ast.js';
import type { Endpoint, Flow, Id } from '../../model/model.js';
import { memberElements } from '../../model/queries.js';
import type { ArchDocument } from '../document.js';
import { docComment, origin, propertyRange } from '../written.js';
import { optional } from './catalogue.js';
import type { Lowering } from './context.js';
import type { Layered } from './draft.js';
import { endpoints, named, one } from './endpoints.js';
import { metadataOf } from './metadata.js';
import { amount, integer, portList } from './values.js';

type Options = Pick<Flow, 'access' | 'prefer' | 'share' | 'times' | 'optional' | 'async' | 'timeout' | 'retry' | 'backoff' | 'connections' | 'breaker' | 'tls' | 'via' | 'needs'> & { name?: string; label?: string };

const ENDS_OF_NEEDS = ['element', 'group', 'flow'] as const;

/** The name that `as NAME` gives a flow. */
export function nameOfFlow(node: ast.Flow): string | undefined {
  return node.options.find((option): option is ast.FlowName => option.$type === 'FlowName')?.name?.normalize('NFC');
}

export function flows(lowering: Lowering, { node, document, scope }: Layered & { node: ast.Flow }, extra: readonly Layered[]): void {
  const options = flowOptions(lowering, [...node.options.map((each) => ({ node: each, document, scope })), ...extra]);
  let from = endpoints(lowering, document, node.from, scope);
  let chain = '';
  const targets: Endpoint[] = [];
  node.hops.forEach((hop, index) => {
    const to = endpoints(lowering, document, hop.to, scope);
    const ports = portList(lowering, document, hop, 'ports', hop.ports);
    const whole = origin(document, node);
    const range = index === 0 ? { start: whole.range.start, end: origin(document, hop).range.end } : { ...origin(document, hop).range };
    const first = index === 0;
    if (from.length > 0 && to.length > 0) {
      const title = first ? options.name ?? options.label ?? endsTitle(from, to) : endsTitle(from, to);
      const id = uniqueId(lowering, (first ? options.name : undefined) ?? endsTitle(from, to));
      if (first && options.name && id !== options.name) {
        const earlier = lowering.model.flows[options.name]!;
        const naming = node.options.find((each) => each.$type === 'FlowName');
        if (naming) lowering.problemAt(document, naming, 'name', { type: 'duplicate-name', name: options.name, first: earlier.origin });
      }
      if (chain === '') chain = id;
      const { name, label, ...rest } = options;
      lowering.model.flows[id] = {
        id, title, ...(first ? { ...optional('name', name), ...optional('label', label) } : {}),
        ...optional('parent', scope.type === 'root' ? undefined : scope.id),
        from, to, ...optional('ports', ports?.length === 0 ? undefined : ports), ...rest, chain: { id: chain, index },
        metadata: { ...metadataOf([...(node.body?.statements ?? []).map((each) => ({ node: each })), ...extra]), ...optional('description', docComment(node)) },
        origin: { ...whole, range },
      };
    }
    targets.push(...to);
    from = to;
  });
  if (options.prefer !== undefined) checkPreferred(lowering, document, node, options.prefer, targets);
}

/** `prefer M`: M is one of those that some flow of the chain may turn to. Only groups leave a choice. */
function checkPreferred(lowering: Lowering, document: ArchDocument, node: ast.Flow, prefer: Id, targets: readonly Endpoint[]): void {
  const { model } = lowering;
  const ids = targets.flatMap((end) => end.type === 'ids' ? end.ids : []);
  if (ids.length === 0 || !ids.every((id) => model.groups[id])) return;
  const choice = new Set(ids.flatMap((id) => memberElements(model, id)));
  if (memberElements(model, prefer).some((id) => choice.has(id))) return;
  const reads = node.options.find((each): each is ast.FlowReads => each.$type === 'FlowReads' && each.prefer !== undefined);
  if (reads) lowering.problemAt(document, reads, 'prefer', { type: 'wrong-kind', name: reads.prefer!, found: model.elements[prefer]?.kind ?? 'group', wanted: 'member', context: 'prefer' });
}

function endsTitle(from: readonly Endpoint[], to: readonly Endpoint[]): string {
  const list = (ends: readonly Endpoint[]): string => ends.map((each) => each.type === 'ids' && each.ids.length === 1 ? each.ids[0]! : each.text).join(', ');
  return `${list(from)} -> ${list(to)}`;
}

function uniqueId(lowering: Lowering, base: string): string {
  let id = base;
  for (let number = 2; Object.hasOwn(lowering.model.flows, id); number++) id = `${base} (${number})`;
  return id;
}

function flowOptions(lowering: Lowering, written: readonly Pick<Layered, 'node' | 'document' | 'scope'>[]): Options {
  const options: Options = { optional: false, async: false, tls: false, via: [], needs: [] };
  for (const { node: each, document, scope } of written) {
    const node = each as ast.FlowOption;
    switch (node.$type) {
      case 'FlowName': options.name = node.name?.normalize('NFC'); break;
      case 'FlowLabel': options.label = node.label; break;
      case 'FlowWrites': options.access = 'writes'; break;
      case 'FlowReads': {
        options.access = 'reads';
        const prefer = one(lowering, document, node, 'prefer', node.prefer, scope);
        if (prefer !== undefined) options.prefer = prefer;
        break;
      }
      case 'FlowShare': Object.assign(options, optional('share', amount(lowering, document, node, 'value', node.value, 'share'))); break;
      case 'FlowTimes': Object.assign(options, optional('times', integer(lowering, document, node, 'value', node.value, 0))); break;
      case 'FlowOptional': options.optional = true; break;
      case 'FlowAsync': options.async = true; break;
      case 'FlowTimeout': Object.assign(options, optional('timeout', amount(lowering, document, node, 'value', node.value, 'duration'))); break;
      case 'FlowRetry':
        Object.assign(options, optional('retry', integer(lowering, document, node, 'value', node.value, 0)));
        Object.assign(options, optional('backoff', amount(lowering, document, node, 'backoff', node.backoff, 'duration')));
        break;
      case 'FlowConnections': Object.assign(options, optional('connections', integer(lowering, document, node, 'value', node.value, 1))); break;
      case 'FlowBreaker': {
        const failures = integer(lowering, document, node, 'value', node.value, 1);
        if (failures !== undefined) options.breaker = { failures, ...optional('open', amount(lowering, document, node, 'open', node.open, 'duration')) };
        break;
      }
      case 'FlowTls': options.tls = true; break;
      case 'FlowVia':
        options.via.push(...named(lowering, document, node, 'paths', node.paths, scope).map(({ id, index }) => ({ id, origin: origin(document, node, propertyRange(node, 'paths', index)) })));
        break;
      case 'FlowNeeds':
        node.paths.forEach((path, index) => {
          const at = origin(document, node, propertyRange(node, 'paths', index));
          const name = path.normalize('NFC');
          if (lowering.flowNames.has(name)) {
            lowering.reference('flow', name, document, at.range);
            options.needs.push({ id: name, origin: at });
          } else {
            for (const { id } of named(lowering, document, node, 'paths', [path], scope, ENDS_OF_NEEDS)) options.needs.push({ id, origin: at });
          }
        });
        break;
    }
  }
  return options;
}
