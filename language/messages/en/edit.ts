/** Editing from the picture. */
export const edit = {
  'edit.no-place': 'There is no place in the text for that: it belongs to the standard library, or the text has a syntax error. Mend that first.',
  'edit.nameless': 'It has no name in the text that could be changed.',
  'edit.no-kind': 'There is no kind “{kind}”.',
  'edit.taken': '“{name}” is taken here. Choose another name.',
  'edit.no-port': '“{port}” is no port: write a name such as https, or a protocol and a number such as tcp/8080.',
  'edit.no-jack': '“{jack}” is no jack: write a name such as eth0, or a number.',
  'edit.used': '{count, plural, one {The text speaks of it in line {lines}.} other {The text speaks of it in lines {lines}.}} Take that away first.',
  'edit.chain': 'This flow is one of several in a chain. Take it out of the chain in the text.',
  'edit.breaks': 'That would change what something else means, or leave a name without meaning. Nothing was changed.',
  'edit.stale': 'The text changed meanwhile. Look at the new picture and try again.',
  'edit.failed': 'The edit could not be made: {reason}',
  'edit.not-here': 'It is declared in {file}, which other architectures may read too: change it there.',
} as const;
