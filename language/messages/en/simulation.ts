/** What a run takes for granted, what happened in it, and what came of expectations. */
export const simulation = {
  'simulation.assumption.span': 'The scenario does not say how long it lasts: {seconds, number} s are run, to a while after its last event.',
  'simulation.assumption.no-flow': 'The load from {from} to {to} asks for nothing: no flow leads there.',
  'simulation.assumption.at-once': 'Nothing says how a standby of {group} takes over: it is taken to do so at once.',
  'simulation.assumption.no-lag': '{group} replicates asynchronously and does not say how far the copy is behind: it is taken to be up to date.',
} as const;
