/** The preview, in the editor and in a browser. */
export const preview = {
  'preview.title': 'Preview {file}',
  'preview.server-failed': 'The language server gave no picture: {reason}',
  'preview.pick-fail': 'What fails?',
  'preview.pick-recover': 'What recovers?',
} as const;
