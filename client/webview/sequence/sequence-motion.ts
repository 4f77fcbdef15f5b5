/**
 * A sequence, played step by step: for each step one message goes its way through the network, with what is written at
 * the step as its caption and with what each device on the way does to it.
 */
import { carriage, dialKey, endpointElements, flowDials, shortName, type Carriage } from '#language/facts/network/index.js';
import type { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import type { Endpoint, Flow, Id, Sequence } from '#language/model/model.js';
import { FactsWorld } from '#language/simulation/world/facts-world.js';
import type { Fallout, Step as WayStep } from '#language/simulation/world/world.js';
import type { Motion, MotionState, Token } from '../motion/first-motion.js';
import { Interventions } from '../motion/interventions.js';

/** Seconds of a step: long enough to read its caption; and the part of them in which the message is on its way. */
const STEP = 3;
const UNDER_WAY = 2;

/** What is said of the step that is shown. */
export interface StepView {
  /** From 1. */
  number: number;
  count: number;
  from: string;
  to: string;
  reply: boolean;
  caption: string;
  /** What happens to the packets on the way, a line for each device; empty where the network is not described. */
  hops: readonly string[];
  /** The title of the sequence, and all its steps with the moments at which their messages have arrived. */
  title: string;
  all: readonly StepLine[];
}

export interface StepLine { from: string; to: string; caption: string; at: number }

const NOTHING: Fallout = { down: new Set(), broken: new Set(), services: [], elements: [], promoted: [] };

interface Prepared { from: Id; to: Id; flow: Id; reply: boolean; way: readonly WayStep[]; view: StepView }

export class SequenceMotion implements Motion {
  readonly interventions = new Interventions();
  private readonly steps: Prepared[];

  constructor(private readonly facts: Facts, sequence: Sequence) {
    const all: StepLine[] = [];
    const world = new FactsWorld(facts);
    const { title } = sequence;
    this.steps = sequence.steps.map((step, index): Prepared => {
      // What comes back is written the other way round: the arrow's head stands at the left.
      const [opens, answers] = [this.elementOf(step.from), this.elementOf(step.to)];
      const [sender, receiver] = step.reply ? [answers, opens] : [opens, answers];
      const found = step.reply ? this.connection(opens, answers) ?? this.connection(answers, opens) : this.connection(opens, answers);
      const way = found ? world.way(found.flow.id, found.from, found.to, NOTHING.down) : undefined;
      const backwards = step.reply && found !== undefined;
      const name = (endpoint: Endpoint): string => (endpoint.type === 'ids' && endpoint.ids[0] !== undefined ? shortName(facts, endpoint.ids[0]) : endpoint.text);
      const [left, right] = [name(step.from), name(step.to)];
      const [fromName, toName] = step.reply ? [right, left] : [left, right];
      all.push({ from: fromName, to: toName, caption: step.text ?? '', at: index * STEP + UNDER_WAY });
      return {
        from: (backwards ? found.to : found?.from) ?? sender ?? '', to: (backwards ? found.from : found?.to) ?? receiver ?? '', flow: found?.flow.id ?? '', reply: step.reply,
        way: (backwards ? way?.back : way?.forward) ?? [],
        view: {
          number: index + 1, count: sequence.steps.length, from: fromName, to: toName, title, all, reply: step.reply, caption: step.text ?? '',
          hops: found?.carried ? this.hopsOf(found.carried, backwards) : [],
        },
      };
    });
  }

  get duration(): number { return this.steps.length * STEP; }

  reach(): boolean { return true; }

  stateAt(seconds: number): MotionState {
    const index = Math.min(this.steps.length - 1, Math.floor(seconds / STEP));
    const step = this.steps[index];
    return {
      tokens: step ? this.tokens(step, index, seconds - index * STEP) : [], failed: new Set(), down: NOTHING.down, fallen: [], fallout: NOTHING,
      served: 0, lost: 0, losses: [], ...(step ? { step: step.view } : {}),
    };
  }

  /** The next step of the sequence: its message has arrived. */
  nextStep(seconds: number): number | undefined {
    const index = Math.floor(seconds / STEP);
    const arrived = index * STEP + UNDER_WAY;
    if (seconds < arrived - 1e-9) return arrived;
    const next = (index + 1) * STEP + UNDER_WAY;
    return next <= this.duration ? next : undefined;
  }

  stepBefore(seconds: number): number | undefined {
    if (seconds <= 0) return undefined;
    const arrived = Array.from({ length: this.steps.length }, (_, index) => index * STEP + UNDER_WAY).filter((at) => at < seconds - 1e-9);
    return arrived.at(-1) ?? 0;
  }

  private tokens({ from, to, flow, reply, way }: Prepared, journey: number, seconds: number): Token[] {
    const stops = way.length > 0 ? way : [{ to, links: [] }];
    const route = [from, ...stops.map((stop) => stop.to)];
    const share = UNDER_WAY / stops.length;
    const index = Math.min(stops.length - 1, Math.floor(seconds / share));
    const leg = { flow, from: route[index]!, to: route[index + 1]!, links: stops[index]!.links, start: index * share, end: (index + 1) * share, reply, route, index };
    return [{ journey, leg, progress: Math.min(1, (seconds - leg.start) / share), state: seconds >= UNDER_WAY ? 'served' : 'under-way' }];
  }

  private elementOf(endpoint: Endpoint): Id | undefined {
    return endpointElements(this.facts, endpoint)[0]?.element;
  }

  /** A flow from the one to the other, or between what is in them or around them. */
  private connection(from: Id | undefined, to: Id | undefined): { flow: Flow; from: Id; to: Id; carried?: Carriage } | undefined {
    if (from === undefined || to === undefined) return undefined;
    for (const flow of Object.values(this.facts.flows)) {
      const dials = this.facts.ask(flowDials, flow.id);
      const dial = dials.find((each) => each.from === from && each.to === to);
      if (dial) return { flow, from, to, carried: this.facts.ask(carriage, dialKey(dial)) };
    }
    const near = (a: Id, b: Id): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
    for (const flow of Object.values(this.facts.flows)) {
      const dial = this.facts.ask(flowDials, flow.id).find((each) => near(each.from, from) && near(each.to, to));
      if (dial) return { flow, from: dial.from, to: dial.to, carried: this.facts.ask(carriage, dialKey(dial)) };
    }
    return undefined;
  }

  private hopsOf({ trace }: Carriage, back: boolean): string[] {
    return (back ? trace.back : trace.hops).map((hop) => `${shortName(this.facts, hop.element)} · L${hop.layer} · ${word(hop.detail)}`);
  }
}
