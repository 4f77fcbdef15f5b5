/** What groups and single elements say about standing in for each other. */
import type * as ast from '../generated/ast.js';
import type { Balance, Thing } from '../../model/model.js';
import { origin } from '../written.js';
import { optional } from './catalogue.js';
import type { Lowering } from './context.js';
import { statementsOf, topLayer, type Draft, type Layered } from './draft.js';
import { named, one } from './endpoints.js';
import { amount, integer, portList } from './values.js';

type Redundancy = Pick<Thing, 'vrrp' | 'heartbeat' | 'failover' | 'replications' | 'backups' | 'repairCrews' | 'balances'>;

/** Seconds between advertisements: RFC 3768, section 5.3.7, and RFC 5798, section 5.2.7. */
const VRRP_INTERVAL = 1;

/** Version 2 is what Keepalived and most routers speak unless told; it counts whole seconds only, so a finer interval means version 3. */
function vrrpVersion(stated: number | undefined, interval: number): 2 | 3 {
  return stated === 2 || stated === 3 ? stated : Number.isInteger(interval) ? 2 : 3;
}

export function redundancy(lowering: Lowering, draft: Draft): Redundancy {
  const vrrp = topLayer(statementsOf<ast.VrrpStatement>(draft, 'VrrpStatement')).at(-1);
  const heartbeat = topLayer(statementsOf<ast.HeartbeatStatement>(draft, 'HeartbeatStatement')).at(-1);
  const failover = topLayer(statementsOf<ast.FailoverStatement>(draft, 'FailoverStatement')).at(-1);
  const repair = topLayer(statementsOf<ast.RepairStatement>(draft, 'RepairStatement')).at(-1);
  return {
    ...optional('vrrp', vrrp && vrrpOf(lowering, vrrp)),
    ...optional('heartbeat', heartbeat && heartbeatOf(lowering, heartbeat)),
    ...optional('failover', failover && {
      automatic: failover.node.mode !== 'manual',
      ...optional('within', amount(lowering, failover.document, failover.node, 'within', failover.node.within, 'duration')),
      origin: origin(failover.document, failover.node),
    }),
    replications: statementsOf<ast.ReplicateStatement>(draft, 'ReplicateStatement').flatMap(({ node, document, scope }) => {
      const from = one(lowering, document, node, 'from', node.from, scope);
      const to = one(lowering, document, node, 'to', node.to, scope);
      if (from === undefined || to === undefined) return [];
      const mode = node.mode[0] === 'sync' ? 'sync' as const : 'async' as const;
      return [{ from, to, mode, ...optional('lag', amount(lowering, document, node, 'lag', node.lag[0], 'duration')), origin: origin(document, node) }];
    }),
    backups: statementsOf<ast.BackupStatement>(draft, 'BackupStatement').flatMap(({ node, document, scope }) => {
      const from = one(lowering, document, node, 'from', node.from, scope);
      const to = one(lowering, document, node, 'to', node.to, scope);
      if (from === undefined || to === undefined) return [];
      return [{ from, to, ...optional('every', amount(lowering, document, node, 'every', node.every, 'duration')), origin: origin(document, node) }];
    }),
    ...optional('repairCrews', repair && integer(lowering, repair.document, repair.node, 'crews', repair.node.crews, 1)),
    balances: topLayerPerTarget(statementsOf<ast.BalanceStatement>(draft, 'BalanceStatement')).flatMap((each) => balanceOf(lowering, each) ?? []),
  };
}

function topLayerPerTarget(statements: (Layered & { node: ast.BalanceStatement })[]): (Layered & { node: ast.BalanceStatement })[] {
  const targets = new Set(statements.map((each) => each.node.target));
  return [...targets].flatMap((target) => topLayer(statements.filter((each) => each.node.target === target)));
}

function vrrpOf(lowering: Lowering, { node, document }: Layered & { node: ast.VrrpStatement }): Thing['vrrp'] {
  const id = integer(lowering, document, node, 'id', node.id, 1, 255);
  if (id === undefined) return undefined;
  const version = integer(lowering, document, node, 'version', node.version[0], 2, 3);
  const interval = amount(lowering, document, node, 'every', node.every[0], 'duration') ?? VRRP_INTERVAL;
  return {
    id, interval, version: vrrpVersion(version, interval), preempt: node.preempt[0] !== 'no-preempt', origin: origin(document, node),
  };
}

function heartbeatOf(lowering: Lowering, { node, document }: Layered & { node: ast.HeartbeatStatement }): Thing['heartbeat'] {
  return {
    every: amount(lowering, document, node, 'every', node.every[0], 'duration') ?? 1,
    ...optional('timeout', amount(lowering, document, node, 'timeout', node.timeout[0], 'duration')), origin: origin(document, node),
  };
}

function balanceOf(lowering: Lowering, { node, document, scope }: Layered & { node: ast.BalanceStatement }): Balance | undefined {
  const target = one(lowering, document, node, 'target', node.target, scope);
  if (target === undefined) return undefined;
  const balance: Balance = { target, algorithm: node.algorithm ?? 'round-robin', weights: [], sticky: false, matches: [], origin: origin(document, node) };
  for (const option of node.body?.statements ?? []) {
    const at = origin(document, option);
    switch (option.$type) {
      case 'BalanceWeight': {
        const weight = integer(lowering, document, option, 'weight', option.weight);
        for (const { id } of named(lowering, document, option, 'path', [option.path], scope)) if (weight !== undefined) balance.weights.push({ id, weight, origin: at });
        break;
      }
      case 'BalanceCheck':
        balance.check = {
          ports: portList(lowering, document, option, 'ports', option.ports) ?? [],
          ...optional('every', amount(lowering, document, option, 'every', option.every[0], 'duration')),
          ...optional('fall', integer(lowering, document, option, 'fall', option.fall[0], 1)),
          ...optional('rise', integer(lowering, document, option, 'rise', option.rise[0], 1)),
          ...optional('timeout', amount(lowering, document, option, 'timeout', option.timeout[0], 'duration')), origin: at,
        };
        break;
      case 'BalancePassive':
        balance.passive = {
          ...optional('maxFails', integer(lowering, document, option, 'maxFails', option.maxFails[0])),
          ...optional('failTimeout', amount(lowering, document, option, 'failTimeout', option.failTimeout[0], 'duration')), origin: at,
        };
        break;
      case 'BalanceRetry': balance.retry = integer(lowering, document, option, 'retry', option.retry) ?? 0; break;
      case 'BalanceSticky': balance.sticky = true; break;
      case 'BalanceSlowStart': {
        const slowStart = amount(lowering, document, option, 'time', option.time, 'duration');
        if (slowStart !== undefined) balance.slowStart = slowStart;
        break;
      }
      case 'BalanceMatch': balance.matches.push({ pattern: option.pattern, origin: at }); break;
    }
  }
  return balance;
}
