import assert from 'node:assert/strict';
import { count, messageIn } from '../../../server/cli/report.js';
import { githubReporter } from '../../../server/cli/reporters/github.js';
import { jsonReporter } from '../../../server/cli/reporters/json.js';
import { junitReporter } from '../../../server/cli/reporters/junit.js';
import { rdjsonReporter } from '../../../server/cli/reporters/rdjson.js';
import { textReporter } from '../../../server/cli/reporters/text.js';
import { at, finding, frame, report, ROOT } from './support/findings.js';
import { validated } from './support/schemas.js';

const MAIN = `${ROOT}/site/main.arch`;
const SHARED = `${ROOT}/shared/net.arch`;
const text = 'internet world\nwaf "웹 방화벽" edge { }\nlink world -- edge\n';

describe('check --format text', () => {
  it('shows head, place, source line, reasons, path, related places and a summary', () => {
    const found = finding(at(MAIN, text, 'edge'), {
      path: [{ message: 'world', origin: at(MAIN, text, 'world') }, { message: 'the hub', origin: at(SHARED, 'l2switch hub', 'hub') }],
      related: [{ message: 'the flow', origin: at(MAIN, text, 'world -- edge') }],
    });
    assert.equal(textReporter(report({ [MAIN]: text, [SHARED]: 'l2switch hub' }, [found]), frame), [
      'error[network/flow-denied] edge stops portal.',
      ' --> main.arch:2:13',
      '  |',
      '2 | waf "웹 방화벽" edge { }',
      '  |                 ^^^^',
      '  = why: Nobody reaches the portal.',
      '  = do: Allow it.',
      '  = path: 1. world (line 1)',
      '  = path: 2. the hub (../shared/net.arch:1:10)',
      '  = see: the flow (line 3)',
      '',
      '1 error in 2 files.',
      '',
    ].join('\n'));
  });

  it('says that there is nothing, and counts each severity', () => {
    assert.equal(textReporter(report({ [MAIN]: text }, []), frame), 'No findings in 1 file.\n');
    const all = (['error', 'warning', 'warning', 'info', 'hint'] as const).map((severity, key) => finding(at(MAIN, text, 'edge'), { severity, key: String(key) }));
    assert.match(textReporter(report({ [MAIN]: text }, all), frame), /^1 error, 2 warnings, 1 note, and 1 hint in 1 file\.$/m);
  });

  it('colours only when asked to', () => {
    const found = report({ [MAIN]: text }, [finding(at(MAIN, text, 'edge'))]);
    assert.doesNotMatch(textReporter(found, frame), /\u001b/);
    assert.match(textReporter(found, { ...frame, colour: true }), /\u001b\[/);
  });

  it('does without the source line where the text is not there', () => {
    assert.match(textReporter(report({}, [finding(at(MAIN, text, 'edge'))]), frame), /-> main\.arch:2:13\n {2}= why/);
  });

  it('names the variant', () => {
    assert.match(textReporter(report({ [MAIN]: text }, [finding(at(MAIN, text, 'edge'), { variant: 'prod' })]), frame), /= variant: prod\n/);
  });
});

describe('check --format json', () => {
  it('has the documented shape, lines and columns from 1, ends exclusive', () => {
    const found = finding(at(MAIN, text, 'edge'), {
      related: [{ message: 'the kind', origin: { ...at(MAIN, text, 'waf'), uri: 'lintel-library:/kinds.arch' } }],
      fixes: [{ title: 'Allow it', edits: [{ uri: SHARED, range: at(MAIN, text, '{ }').range, newText: '{ allow any }' }] }],
    });
    assert.deepEqual(validated('check', jsonReporter(report({ [MAIN]: text, [SHARED]: text }, [found]), frame)), {
      version: 1,
      findings: [{
        rule: 'network/flow-denied', severity: 'error', message: 'edge stops portal. Nobody reaches the portal. Allow it.',
        file: 'main.arch', range: { start: { line: 2, column: 13 }, end: { line: 2, column: 17 } },
        related: [{ message: 'the kind', file: 'lintel-library:/kinds.arch', range: { start: { line: 2, column: 1 }, end: { line: 2, column: 4 } } }],
        fixes: [{ title: 'Allow it', edits: [{ file: '../shared/net.arch', range: { start: { line: 2, column: 18 }, end: { line: 2, column: 21 } }, newText: '{ allow any }' }] }],
        help: 'lintel explain network/flow-denied',
      }],
      summary: { files: 2, errors: 1, warnings: 0, infos: 0, hints: 0 },
    });
  });

  it('is valid when empty, and carries the variant', () => {
    assert.deepEqual(validated<{ findings: unknown[] }>('check', jsonReporter(report({}, []), frame)).findings, []);
    const one = validated<{ findings: { variant: string }[] }>('check', jsonReporter(report({ [MAIN]: text }, [finding(at(MAIN, text, 'edge'), { variant: 'prod' })]), frame));
    assert.equal(one.findings[0]!.variant, 'prod');
  });
});

describe('check --format github', () => {
  const line = (more: Parameters<typeof finding>[1], uri = MAIN): string => githubReporter(report({ [uri]: text }, [finding(at(uri, text, 'edge'), more)]), frame);

  it('writes one command a finding, its file from the root of the repository', () => {
    assert.equal(line({}), '::error file=site/main.arch,line=2,endLine=2,col=13,endColumn=17,title=network/flow-denied::edge stops portal. Nobody reaches the portal. Allow it.\n');
    assert.match(line({ severity: 'warning' }), /^::warning /);
    assert.match(line({ severity: 'info' }), /^::notice /);
    assert.match(line({ severity: 'hint' }), /^::notice /);
    assert.equal(githubReporter(report({ [MAIN]: text }, []), frame), '');
  });

  it('escapes what would end the message or a property', () => {
    assert.match(line({ message: '100% sure:\r\n::error::, really' }), /::100%25 sure:%0D%0A::error::, really\n$/);
    assert.match(line({}, `${ROOT}/a,b:c%25.arch`), /file=a%2Cb%3Ac%25.arch,/);
  });

  it('leaves columns out of a range of several lines, which GitHub refuses', () => {
    const origin = at(MAIN, text, 'edge { }\nlink');
    assert.match(githubReporter(report({ [MAIN]: text }, [finding(origin)]), frame), /^::error file=site\/main\.arch,line=2,endLine=3,title=/);
  });
});

describe('check --format rdjson', () => {
  it('counts columns in bytes of UTF-8 and suggests repairs of one place', () => {
    const edit = { uri: MAIN, range: at(MAIN, text, '{ }').range, newText: '{ allow any }' };
    const found = finding(at(MAIN, text, 'edge'), { fixes: [{ title: 'a', edits: [edit] }, { title: 'b', edits: [edit, edit] }, { title: 'c', edits: [{ ...edit, uri: SHARED }] }] });
    const bytes = Buffer.byteLength('waf "웹 방화벽" ') + 1;
    assert.deepEqual(JSON.parse(rdjsonReporter(report({ [MAIN]: text }, [found]), frame)), {
      source: { name: 'lintel' },
      diagnostics: [{
        message: found.message, severity: 'ERROR', code: { value: 'network/flow-denied' },
        location: { path: 'main.arch', range: { start: { line: 2, column: bytes }, end: { line: 2, column: bytes + 4 } } },
        suggestions: [{ range: { start: { line: 2, column: bytes + 5 }, end: { line: 2, column: bytes + 8 } }, text: '{ allow any }' }],
      }],
    });
  });
});

describe('check --format junit', () => {
  it('writes a suite a file, a failure a finding, and a passing case for a clean file', () => {
    const xml = junitReporter(report({ [MAIN]: text, [SHARED]: text }, [finding(at(MAIN, text, 'edge'), { message: 'a <b> & "c"\u0000\ud800' })]), frame);
    assert.match(xml, /<testsuites name="lintel check" tests="2" failures="1" errors="0">/);
    assert.match(xml, /<testsuite name="main\.arch" tests="1" failures="1"/);
    assert.match(xml, /message="a &lt;b&gt; &amp; &quot;c&quot;\ufffd\ufffd"/);
    assert.match(xml, /<testsuite name="\.\.\/shared\/net\.arch" tests="1" failures="0" errors="0" skipped="0">\n {4}<testcase [^>]*\/>/);
  });
});

describe('a report', () => {
  it('counts by severity', () => {
    assert.deepEqual(count([{ severity: 'error' }, { severity: 'hint' }, { severity: 'error' }]), { error: 2, warning: 0, info: 0, hint: 1 });
  });

  it('adds the variant to the message only where there is one', () => {
    assert.equal(messageIn({ message: 'm' }), 'm');
    assert.equal(messageIn({ message: 'm', variant: 'prod' }), 'm (In the variant prod.)');
  });
});
