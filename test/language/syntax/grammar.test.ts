/** The grammar is not ambiguous on anything that we write, and no name of the library is a word of the grammar. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { EmptyFileSystem, createDefaultCoreModule, createDefaultSharedCoreModule, inject } from 'langium';
import '../../../scripts/group-by.mjs';
import { ArchGeneratedModule, ArchGeneratedSharedModule, ArchLanguageMetaData } from '#language/syntax/generated/module.js';
import { ArchTokenBuilder } from '#language/syntax/token-builder.js';
import { NAME_KEYWORDS, WORD_KEYWORDS } from '#language/syntax/words.generated.js';
import { libraryDocuments } from '#language/project/library.js';

const root = new URL('../../../', import.meta.url);

function archFiles(folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true }).map(String).filter((name) => name.endsWith('.arch')).map((name) => `${folder}${name}`);
}

/** What the parser says while it is built and used in development mode: that is where it tells of ambiguities. */
function spoken(run: () => void): string[] {
  const said: string[] = [];
  const { log, warn, error } = console;
  console.log = console.warn = console.error = (...words: unknown[]) => void said.push(words.join(' '));
  try {
    run();
  } finally {
    Object.assign(console, { log, warn, error });
  }
  return said;
}

describe('the grammar', () => {
  it('parses every example, fixture and library file without an ambiguity', () => {
    const said = spoken(() => {
      const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), ArchGeneratedSharedModule);
      const services = inject(createDefaultCoreModule({ shared }), ArchGeneratedModule, {
        parser: { TokenBuilder: () => new ArchTokenBuilder() },
        LanguageMetaData: () => ({ ...ArchLanguageMetaData, mode: 'development' as const }),
      });
      shared.ServiceRegistry.register(services);
      for (const file of [...archFiles('examples/'), ...archFiles('test/fixtures/'), ...archFiles('language/library/')]) {
        services.parser.LangiumParser.parse(readFileSync(new URL(file, root), 'utf8'));
      }
    });
    assert.deepEqual(said, []);
  });

  it('has no keyword that the library uses as the name of a kind or an attribute', () => {
    const taken = new Set(NAME_KEYWORDS.filter((word) => !WORD_KEYWORDS.includes(word)));
    const names = libraryDocuments().flatMap((document) => document.ast.statements.flatMap((node) => {
      if (node.$type !== 'KindDeclaration') return [];
      return [node.name, ...(node.body?.statements ?? []).flatMap((each) => each.$type === 'AttributeDeclaration' ? [each.name] : [])];
    }));
    assert.ok(names.length > 100);
    assert.deepEqual(names.filter((name) => taken.has(name)), []);
  });
});
