export const check = {
  /** The three parts of a finding on one line. */
  'finding.message': '{what} {why} {todo}',
} as const;
