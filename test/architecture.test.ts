/** What holds of the project as a whole: every text that is named exists and can be worded, every rule has its page. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { IntlMessageFormat } from 'intl-messageformat';
import { allRules } from '#language/check/check.js';
import { english } from '#language/messages/en/index.js';
import { rulePages } from '#language/rules/pages.generated.js';
import { rules } from '#language/rules/index.js';

const project = fileURLToPath(new URL('..', import.meta.url));

function sources(folder: string, ending: string): string[] {
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(path, ending) : entry.name.endsWith(ending) ? [path] : [];
  });
}

const code = ['language', 'server', 'client'].flatMap((folder) => sources(folder, '.ts')).filter((path) => !path.endsWith('.d.ts') && !path.includes('/generated/') && !path.endsWith('.generated.ts'));
const read = (path: string): string => readFileSync(join(project, path), 'utf8');

describe('messages', () => {
  it('can all be read as ICU MessageFormat', () => {
    for (const [id, source] of Object.entries(english)) {
      assert.doesNotThrow(() => new IntlMessageFormat(source, 'en', undefined, { ignoreTag: true }), `${id}: ${source}`);
    }
  });

  it('have one home each', () => {
    const catalogues = readdirSync(join(project, 'language/messages/en')).filter((name) => name !== 'index.ts' && name.endsWith('.ts'));
    const seen = new Map<string, string>();
    for (const name of catalogues) {
      for (const [, id] of read(`language/messages/en/${name}`).matchAll(/^ {2}'([^']+)':/gm)) {
        assert.equal(seen.get(id!), undefined, `${id} stands in ${seen.get(id!)} and in ${name}`);
        seen.set(id!, name);
      }
    }
    assert.deepEqual([...seen.keys()].filter((id) => !Object.hasOwn(english, id)), [], 'written, but not in the catalogue');
    assert.deepEqual(Object.keys(english).filter((id) => !seen.has(id)), []);
  });

  it('are used', () => {
    const text = code.filter((path) => !path.startsWith('language/messages/')).map(read).join('\n');
    const words = new Set([...text.matchAll(/['`]([\w.-]+)['`]/g)].map((match) => match[1]!));
    // Ids with a part that is a value, such as `cli.disposition.${disposition}`.
    const patterns = [...text.matchAll(/`((?:[\w.-]|\$\{[^{}`]*\})+)`/g)].filter((match) => /[a-z]{4}/.test(match[1]!.replaceAll(/\$\{[^{}]*\}/g, '')))
      .map((match) => new RegExp(`^${match[1]!.replaceAll('.', '\\.').replaceAll(/\$\{[^{}]*\}/g, '[\\w.-]+')}$`));
    const unused = Object.keys(english).filter((id) => !words.has(id) && !patterns.some((pattern) => pattern.test(id)));
    assert.deepEqual(unused, []);
  });
});

describe('rules', () => {
  it('are listed by id, each once, each with its page', () => {
    for (const list of [rules, allRules]) {
      const ids = list.map(({ id }) => id);
      assert.deepEqual(ids, [...new Set(ids)].sort());
    }
    assert.deepEqual(Object.keys(rulePages).sort(), allRules.map(({ id }) => id));
  });

  it('are named area/what-is-wrong', () => {
    for (const { id } of allRules) assert.match(id, /^(model|network|security|redundancy|storage|capacity|intent)\/[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

describe('files', () => {
  it('begin by saying why they exist', () => {
    assert.deepEqual(code.filter((path) => !/^(#!.*\n)?\s*(\/\*\*|\/\/)/.test(read(path)) && !path.startsWith('language/messages/en/')), []);
  });

  it('have names that say what they hold', () => {
    assert.deepEqual(code.filter((path) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(path.split('/').at(-1)!) || /(^|[-/.])(utils?|helpers?|manager|misc|common)([-/.]|$)/.test(path)), []);
  });
});

describe('the layers', () => {
  it('are seen through the names that imports use', async () => {
    // If `#language/…` did not resolve, every rule about directions would hold by seeing nothing.
    const result = await cruise(['server/cli/say.ts'], { ...configuration().options, doNotFollow: { path: '.*' }, baseDir: project });
    const { modules } = result.output as ICruiseResult;
    assert.deepEqual(modules.find(({ source }) => source === 'server/cli/say.ts')!.dependencies.map(({ resolved }) => resolved).sort(), ['language/messages/word.ts', 'language/model/finding.ts']);
  });

  it('have a rule for every folder of the language, each with its reason', () => {
    const { forbidden } = configuration();
    const folders = readdirSync(join(project, 'language'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && sources(`language/${entry.name}`, '.ts').length > 0).map(({ name }) => name);
    for (const folder of folders) assert.ok(forbidden.some(({ name }) => name === `language-${folder}`), `no rule for language/${folder}`);
    for (const { name, comment } of forbidden) assert.ok(comment.length > 30, `${name} says no reason`);
  });
});

interface Configuration { forbidden: { name: string; comment: string }[]; options: object }

function configuration(): Configuration {
  return createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Configuration;
}
