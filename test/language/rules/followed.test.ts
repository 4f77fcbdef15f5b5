/**
 * Whoever is handed a finding can follow its words: what a message says to write, written where it says, makes the
 * finding go away and brings no other error. Held against every broken example.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';
import { filesOf, projectOf } from '../../support/fixture.js';

const ROOT = 'file:///main.arch';
const examples = new URL('../../../examples/', import.meta.url);

const findingsOf = (text: string): Finding[] => projectOf(filesOf(text)).check(ROOT).findings;

/** Puts a line into the block of what is called so, before all that stands there or before one line of it. */
function into(text: string, name: string, line: string, block = ''): string {
  const short = name.split('.').at(-1)!;
  const head = new RegExp(`^\\s*[\\p{L}\\p{N}-]+ ${short.replace(/[#].*/, '')}(?![\\p{L}\\p{N}_-])[^\\n{]*\\{`, 'mu').exec(text);
  assert.ok(head, `nothing called ${name}`);
  let at = head.index + head[0].length;
  if (block !== '') at = text.indexOf(`${block} {`, at) + block.length + 2;
  return `${text.slice(0, at)} ${line} ${text.slice(at)}`;
}

/** The text after what the message says was done; undefined where it leaves a choice. */
function followed(text: string, finding: Finding): string | undefined {
  const todo = word(finding.todo);
  const write = /^Write "((?:allow|deny) [^"]+)" (?:before that rule )?(?:in )?(?:the inbound block of |in the inbound block in |in )?([^\s,]+)/.exec(todo);
  if (write) return into(text, write[2]!, write[1]!, todo.includes('inbound block') ? 'inbound' : '');
  const add = /^Add "(route [^"]+)" to (\S+)\.$/.exec(todo);
  if (add) return into(text, add[2]!, add[1]!);
  const cable = /\("(link [^"]+)"\)\.$/.exec(todo);
  if (cable) return `${text}\n${cable[1]!}\n`;
  const access = /write "access ([^"]+)" on (\S+) -- (\S+)\.$/.exec(todo);
  if (access) return text.replace(new RegExp(`^(\\s*link .*access )\\S+(.*)$`, 'gmu'), (line, before: string, after: string) =>
    (line.includes(access[2]!.replace(/[:#].*/, '')) && line.includes(access[3]!.replace(/[:#].*/, '')) ? `${before}${access[1]!}${after}` : line));
  return undefined;
}

describe('what findings say to do', () => {
  let count = 0;
  for (const folder of readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)) {
    it(folder, () => {
      for (const file of readdirSync(new URL(`${folder}/`, examples)).filter((each) => each.endsWith('.arch'))) {
        const text = readFileSync(new URL(`${folder}/${file}`, examples), 'utf8');
        const before = findingsOf(text);
        const errors = new Set(before.filter((each) => each.severity === 'error').map((each) => each.rule));
        for (const finding of before) {
          const after = followed(text, finding);
          if (after === undefined) continue;
          count++;
          const left = findingsOf(after);
          const about = `${file}: ${finding.rule}: ${word(finding.what)} ${word(finding.todo)}`;
          assert.deepEqual(left.filter((each) => each.rule === finding.rule && each.key === finding.key && each.variant === finding.variant).map((each) => word(each.what)), [], about);
          assert.deepEqual(left.filter((each) => each.severity === 'error' && /^(network|security|storage|model)\//.test(each.rule) && !errors.has(each.rule)).map((each) => `${each.rule}: ${word(each.what)}`), [], about);
        }
      }
    });
  }

  it('can be done for many of them', () => assert.ok(count >= 25, String(count)));
});
