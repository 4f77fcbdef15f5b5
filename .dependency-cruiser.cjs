/**
 * Who may know whom: ARCHITECTURE.md's arrows as rules, each with its reason. `npm run check:layers` runs it.
 * A folder may import what stands in its list, and what is its own.
 */
'use strict';

/** Folder of the language, what of the language it may import, and why no more. */
const LANGUAGE = {
  model: [[], 'The model is what all others agree on: plain data that depends on nobody.'],
  messages: [['model'], 'Words are chosen by whoever finds something; the catalogue itself knows only their shape.'],
  facts: [['model', 'messages'], 'Facts are derived from the model alone, so that whoever reads them gets the same answers.'],
  rules: [['model', 'facts', 'messages'], 'A rule reads facts and returns findings; it never sees syntax, pictures or other analyses, and none of them sees it.'],
  simulation: [['model', 'facts', 'messages'], 'The simulation runs on the model and its facts; rules and pictures do not steer it.'],
  scene: [['model', 'facts', 'messages'], 'A picture shows the model; it must not come out differently because of who draws it or what is found besides.'],
  expectations: [['model', 'facts', 'simulation', 'rules', 'messages'], 'Expectations are judged by facts and simulation, and yield findings as rules do.'],
  check: [['model', 'facts', 'rules', 'expectations', 'messages'], 'Check joins rules and expectations and alone applies precedence.'],
  library: [[], 'The standard library is text; what it means is for syntax to say.'],
  syntax: [['model', 'messages', 'library'], 'Syntax turns text into the model and edit intents into text; it judges nothing, so it needs no facts.'],
  project: [['model', 'facts', 'messages', 'library', 'syntax', 'check'], 'The project joins syntax, facts and check for both drivers; surfaces are not its business.'],
  diff: [['model', 'facts', 'messages'], 'A difference compares models and what follows from them; how it is drawn or printed is not its business.'],
  markdown: [['model', 'facts', 'messages', 'simulation', 'expectations', 'project', 'scene'], 'A block of a page is a small architecture: it goes the whole way from text to picture, and knows no editor.'],
  protocol: [['model', 'scene'], 'The protocol is names and payload types: both sides of a wire can afford it.'],
  preview: [['model', 'facts', 'messages', 'scene', 'diff', 'protocol'], 'The host side of a preview draws scenes and speaks the protocol; where it runs is not its business.'],
};

const layers = Object.entries(LANGUAGE).map(([folder, [allowed, comment]]) => ({
  name: `language-${folder}`,
  comment,
  severity: 'error',
  from: { path: `^language/${folder}/` },
  to: { path: '^(language|server|client|test|scripts)/', pathNot: `^language/(${[folder, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'language-is-pure',
      comment: 'The language runs in a browser worker as well as in Node, and gives the same answer every time: no files, no processes, no clock of the machine.',
      severity: 'error',
      from: { path: '^language/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'language-knows-no-editor',
      comment: 'Editors and terminals stand around the language; what they need is plain data.',
      severity: 'error',
      from: { path: '^language/' },
      to: { path: 'node_modules/(vscode|vscode-language[^/]*|commander|picocolors|ws|esbuild|tsx)/' },
    },
    {
      name: 'syntax-trees-stay-in-syntax',
      comment: 'Rules, facts and surfaces read the model; a question asked of the syntax tree would be answered anew, and differently, in each of them.',
      severity: 'error',
      from: { path: '^(language|server|client)/', pathNot: '^language/(syntax|project)/|^server/lsp/' },
      to: { path: '^language/syntax/generated/|node_modules/(langium|chevrotain)/' },
    },
    {
      name: 'command-line-and-editor-apart',
      comment: 'The command line and the language server are equal drivers of one core; what both need belongs into the language or into server/host.',
      severity: 'error',
      from: { path: '^server/cli/' },
      to: { path: '^server/lsp/' },
    },
    {
      name: 'editor-and-command-line-apart',
      comment: 'The command line and the language server are equal drivers of one core; what both need belongs into the language or into server/host.',
      severity: 'error',
      from: { path: '^server/lsp/' },
      to: { path: '^server/(cli|preview)/' },
    },
    {
      name: 'only-the-entry-of-the-language-server-touches-node',
      comment: 'The same server runs in a browser worker: its entry for Node brings files and streams, nothing else may.',
      severity: 'error',
      from: { path: '^server/lsp/', pathNot: '^server/lsp/main\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-entry-of-the-language-server-knows-the-host',
      comment: 'server/host reads files of this machine; a browser has none.',
      severity: 'error',
      from: { path: '^server/lsp/', pathNot: '^server/lsp/main\\.ts$' },
      to: { path: '^server/(host/(node-files|workspace|workspace-files|git-files|history)\\.ts$|export/)' },
    },
    {
      name: 'host-serves-both-drivers',
      comment: 'What both drivers share must not lean on either.',
      severity: 'error',
      from: { path: '^server/host/' },
      to: { path: '^server/(cli|lsp|preview)/|^client/' },
    },
    {
      name: 'files-are-made-for-any-driver',
      comment: 'What turns a picture into a file is handed the picture; it knows neither command line nor editor.',
      severity: 'error',
      from: { path: '^server/(export|markdown)/' },
      to: { path: '^server/(cli|lsp|preview)/|^client/|^language/(syntax|project|check|rules|facts)/' },
    },
    {
      name: 'preview-server-serves-any-host',
      comment: 'The preview server shows pictures that somebody else draws; it knows neither command line nor editor.',
      severity: 'error',
      from: { path: '^server/preview/' },
      to: { path: '^server/(cli|lsp)/|^client/' },
    },
    {
      name: 'server-knows-no-client',
      comment: 'A server is talked to through the protocol; it never calls into who talks to it.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/' },
    },
    {
      name: 'extension-speaks-protocol-only',
      comment: 'The extension starts the server and shows what it says; the language itself runs in the server, not in the extension host.',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { path: '^(language|server)/|^client/webview/', pathNot: '^language/(protocol|preview/session\\.ts|preview/locate\\.ts|messages|model)(/|$)' },
    },
    {
      name: 'webview-draws-and-plays',
      comment: 'The page shows scenes and plays on model and facts that it is sent, and judges the scenario that it plays; it has no parser, no rules and no server.',
      severity: 'error',
      from: { path: '^client/webview/' },
      to: { path: '^(language|server)/|^client/src/', pathNot: '^language/(protocol|model|facts|scene|simulation|expectations|messages)/' },
    },
    {
      name: 'webview-has-no-node',
      comment: 'The page runs in a browser, where there is neither Node nor a file.',
      severity: 'error',
      from: { path: '^client/webview/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'program-knows-no-tests',
      comment: 'What is shipped must not rest on what only tests need.',
      severity: 'error',
      from: { path: '^(language|server|client)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-circles',
      comment: 'Files that import each other can only be understood together. Types are exempt: they are gone when the program runs. One question may come back to itself: whether the ends of a tunnel reach each other without it.',
      severity: 'error',
      from: { path: '^(language|server|client)/', pathNot: '^language/syntax/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'], pathNot: '^language/facts/network/underlay\\.ts$' } },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere is a typing mistake or a missing package. vscode is there at run time only, of sarif there are only types.',
      severity: 'error',
      from: { path: '^(language|server|client)/' },
      to: { couldNotResolve: true, pathNot: '^(vscode|sarif)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/|\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    combinedDependencies: false,
  },
};
