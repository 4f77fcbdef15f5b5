import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { languageWords } from '#language/syntax/keywords.js';
import { tokenize, type Token } from './tokenizer.js';

const golden = new URL('./golden/clinic.tokens.txt', import.meta.url);

function print(source: string, lines: Token[][]): string {
  return source.split('\n').map((line, index) =>
    [`>${line}`, ...lines[index]!.map((token) => ` ${token.scopes.padEnd(60)} ${token.text}`.trimEnd())].join('\n')).join('\n') + '\n';
}

async function scopeOf(line: string, word: string): Promise<string | undefined> {
  return (await tokenize(line))[0]!.find((token) => token.text === word)?.scopes;
}

describe('the TextMate grammar', () => {
  it('is what the grammar\'s words make of it', () => {
    execFileSync(process.execPath, ['scripts/build-textmate.mjs', '--check']);
  });

  it('colours the sample as recorded (UPDATE_GOLDEN=1 records anew)', async () => {
    const source = readFileSync(new URL('./golden/clinic.arch', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
    const printed = print(source, await tokenize(source));
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, printed);
    assert.equal(printed, readFileSync(golden, 'utf8').replaceAll('\r\n', '\n'));
  });

  it('knows every word that may begin a statement', async () => {
    for (const word of languageWords().starting.filter((each) => each !== 'any')) {
      for (const line of [`  ${word}`, `zone a { ${word}`, `zone a {  ip 10.0.0.1  ${word}`]) {
        assert.match(await scopeOf(line, word) ?? '', /^(keyword|constant\.language)/, line);
      }
    }
  });

  it('leaves names alone that are spelt like keywords', async () => {
    assert.equal(await scopeOf('flow load -> check over https', 'load'), 'variable.other');
    assert.equal(await scopeOf('flow load -> check over https', 'check'), 'variable.other');
    assert.equal(await scopeOf('flow a -> idc.via over https', 'via'), 'variable.other');
    assert.equal(await scopeOf('server port-scanner', 'port-scanner'), 'entity.name.declaration');
    assert.equal(await scopeOf('database over-there { ip 10.0.0.1 }', 'over-there'), 'entity.name.declaration');
  });

  it('tells kinds from attributes by what follows', async () => {
    assert.equal(await scopeOf('  server web { ip 10.0.0.1 }', 'server'), 'entity.name.type');
    assert.equal(await scopeOf('  workers 200', 'workers'), 'variable.other.property');
    assert.equal(await scopeOf('  owner "플랫폼"', 'owner'), 'variable.other.property');
    assert.equal(await scopeOf('{ vlan web 10 "Web" }', 'vlan'), 'entity.name.type');
  });

  it('ends a string that is not closed with its line', async () => {
    const lines = await tokenize('server a "open\nserver b');
    assert.equal(lines[1]![0]!.scopes, 'entity.name.type');
  });

  it('keeps up with a line of a hundred thousand characters', async () => {
    const lines = await tokenize(`zone a { ${'server web-1 { ip 10.0.0.1 }  '.repeat(3500)} }`);
    assert.ok(lines[0]!.length > 10_000);
  });
});
