/** Groups whose members stand in for each other, as a run needs them, and the ends of flows that lead to them. */
import { tree } from '../../facts/network/tree.js';
import { recoveryPointOf } from '../../facts/redundancy/recovery-point.js';
import type { Facts } from '../../facts/query.js';
import type { Flow, Group, Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import { targetsOf } from '../world/targets.js';
import type { GroupPlan, TargetPlan } from '../plan.js';
import type { Planner } from './plan-of.js';
import { given } from './stations.js';
import { takeoverOf } from './takeovers.js';

export class GroupsOfPlan {
  readonly plans: GroupPlan[] = [];
  private readonly at = new Map<Id, number>();

  constructor(private readonly planner: Planner) {}

  private get facts(): Facts { return this.planner.facts; }

  /** Those that a request comes to are found on the way; these stand on the way of others, or are watched for themselves. */
  addStated(): void {
    for (const group of Object.values(this.facts.groups)) if (group.mode !== 'active-active') this.group(group);
  }

  indexOf(id: Id): number | undefined {
    return this.at.get(id);
  }

  /** Groups inside come first: the one around asks whether they work. */
  private group(group: Group, above: readonly Id[] = []): number {
    const known = this.at.get(group.id);
    if (known !== undefined) return known;
    const members = group.members.flatMap(({ id, priority }): GroupPlan['members'] => {
      const inner = this.facts.groups[id];
      if (inner && above.includes(id)) return [];
      const member = inner ? { group: this.group(inner, [...above, group.id]) } : this.facts.elements[id] ? { station: this.planner.station(id) } : undefined;
      return member ? [{ id, priority: priority ?? DEFAULT_PRIORITY, ...given('speaker', this.speakerOf(id)), ...member }] : [];
    });
    const takeover = takeoverOf(this.facts, group, this.planner.assumptions);
    const point = group.mode === 'active-active' || !this.keepsData(group) ? undefined : this.facts.ask(recoveryPointOf, group.id);
    const at = this.plans.length;
    this.at.set(group.id, at);
    this.plans.push({
      id: group.id, mode: group.mode, need: group.need, members, takeover, sync: point?.by === 'sync', forwards: this.forwards(group),
      ...given('lag', point === undefined ? undefined : point.seconds ?? (point.by === 'nothing' ? Infinity : 0)),
    });
    if (point?.by === 'async' && point.seconds === undefined) this.planner.assumptions.add('simulation.assumption.no-lag', { group: group.id });
    return at;
  }

  /** Where the daemon is written as an element of its own that runs on the member. */
  private speakerOf(member: Id): Id | undefined {
    return this.facts.ask(tree).descendants(member).find((id) => this.facts.elements[id]!.is.includes('keepalived'));
  }

  private keepsData(group: Group): boolean {
    return this.membersOf(group).some((id) => ['database', 'storage'].some((role) => hasRole(this.facts.elements[id]!, role as 'database')));
  }

  private forwards(group: Group): boolean {
    return group.mode === 'active-standby' && this.membersOf(group).some((id) => hasRole(this.facts.elements[id]!, 'router') || hasRole(this.facts.elements[id]!, 'filter'));
  }

  private membersOf(group: Group): Id[] {
    return this.facts.ask(tree).members(group.id).filter((id) => this.facts.elements[id]);
  }

  /** The ends of a flow, as one of its sources sees them. */
  targetsOf(source: Id, flow: Flow): TargetPlan[] {
    return targetsOf(this.facts, flow).flatMap(({ id, members, prefer }): TargetPlan[] => {
      const others = members.filter((member) => member !== source && this.facts.elements[member]);
      if (others.length === 0) return [];
      const group = this.facts.groups[id];
      const stations = others.map((member) => this.planner.station(member));
      const chains = group && this.chainsOf(group, others);
      const needed = group !== undefined && (group.mode !== 'active-active' || group.need > 1 || chains!.some((chain) => chain.length > 1));
      return [{
        id, members: stations, choice: 'in-turn',
        ...(needed ? { chains: chains! } : {}), ...(flow.access === 'reads' ? { reads: true } : {}),
        ...given('prefer', prefer === undefined ? undefined : this.planner.station(prefer)),
      }];
    });
  }

  private chainsOf(group: Group, members: readonly Id[]): NonNullable<TargetPlan['chains']> {
    const chains = new Map<Id, { group: number; member: number }[]>();
    const visit = (outer: Group, before: { group: number; member: number }[]): void => {
      const at = this.group(outer);
      this.plans[at]!.members.forEach((member, index) => {
        const chain = [...before, { group: at, member: index }];
        const inner = this.facts.groups[member.id];
        if (inner) visit(inner, chain);
        else if (!chains.has(member.id)) chains.set(member.id, chain);
      });
    };
    visit(group, []);
    return members.map((member) => chains.get(member) ?? []);
  }
}

/** RFC 5798, section 5.2.4. */
const DEFAULT_PRIORITY = 100;

