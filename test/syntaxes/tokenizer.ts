/** The TextMate grammar run by the engine that VS Code runs it with. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const textmate = require('vscode-textmate') as typeof import('vscode-textmate');
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');

export interface Token {
  text: string;
  /** Scopes without the language's own, joined by a blank. */
  scopes: string;
}

let grammar: Promise<IGrammar> | undefined;

async function load(): Promise<IGrammar> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync('syntaxes/arch.tmLanguage.json', 'utf8'), 'arch.tmLanguage.json'),
  });
  const loaded = await registry.loadGrammar('source.arch');
  if (!loaded) throw new Error('the grammar did not load');
  return loaded;
}

/** Tokens of every line, white space without a scope of its own left out. */
export async function tokenize(text: string): Promise<Token[][]> {
  const loaded = await (grammar ??= load());
  let state = textmate.INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const result = loaded.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens
      .map((token) => ({
        text: line.slice(token.startIndex, token.endIndex),
        scopes: token.scopes.filter((scope) => scope !== 'source.arch').map((scope) => scope.replace(/\.arch$/, '')).join(' '),
      }))
      .filter((token) => token.text.trim() !== '' || token.scopes !== '');
  });
}
