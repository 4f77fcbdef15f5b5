import assert from 'node:assert/strict';
import type { Log, Result } from 'sarif';
import { sarifReporter } from '../../../server/cli/reporters/sarif/sarif.js';
import type { ReportedFinding } from '../../../server/cli/report.js';
import { at, finding, frame, report, ROOT } from './support/findings.js';
import { validatedSarif } from './support/schemas.js';

const MAIN = `${ROOT}/site/main.arch`;
const KOREAN = `${ROOT}/%EB%A7%9D/%EB%B0%B0%EC%B9%98%20%231.arch`;
const text = 'internet world\nwaf edge { }\nlink world -- edge\n';

function log(texts: Record<string, string>, findings: ReportedFinding[]): Log {
  return validatedSarif<Log>(sarifReporter(report(texts, findings), frame));
}

function results(texts: Record<string, string>, findings: ReportedFinding[]): Result[] {
  return log(texts, findings).runs[0]!.results!;
}

describe('SARIF', () => {
  it('has results when there are none, and every rule with its help', () => {
    const [run] = log({ [MAIN]: text }, []).runs;
    assert.deepEqual(run!.results, []);
    const rules = run!.tool.driver.rules!;
    assert.deepEqual(rules.map(({ id }) => id), frame.rules.map(({ id }) => id));
    assert.equal(rules[0]!.fullDescription!.text, 'A rule or the default of a filter stops a flow.');
    assert.equal(rules[0]!.help!.markdown, frame.rules[0]!.page);
    assert.equal(rules[0]!.defaultConfiguration!.level, 'error');
    assert.equal(rules[0]!.properties!['problem.severity'], 'error');
    assert.equal(rules[0]!.properties!['security-severity'], undefined);
    assert.deepEqual(rules[1]!.properties!.tags, ['architecture', 'security']);
    assert.equal(rules[1]!.properties!['security-severity'], '8.0');
    assert.equal(run!.tool.driver.semanticVersion, '1.2.3');
    assert.equal(run!.columnKind, 'utf16CodeUnits');
  });

  it('gives one location, relative to the root of the sources and percent-encoded', () => {
    const [result] = results({ [KOREAN]: text }, [finding(at(KOREAN, text, 'edge'))]);
    assert.equal(result!.locations!.length, 1);
    assert.deepEqual(result!.locations![0]!.physicalLocation, {
      artifactLocation: { uri: '%EB%A7%9D/%EB%B0%B0%EC%B9%98%20%231.arch', uriBaseId: '%SRCROOT%' },
      region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 9 },
    });
    assert.equal(result!.ruleIndex, 0);
    assert.equal(result!.message.text, 'edge stops portal. Nobody reaches the portal. Allow it.');
  });

  it('names the link to each rule page where the project has a home', () => {
    const value = validatedSarif<Log>(sarifReporter(report({ [MAIN]: text }, []), { ...frame, homepage: 'https://example.org/lintel' }));
    const { driver } = value.runs[0]!.tool;
    assert.equal(driver.informationUri, 'https://example.org/lintel');
    assert.equal(driver.rules![0]!.helpUri, 'https://example.org/lintel/blob/main/language/rules/network/flow-denied.md');
  });

  it('turns the path into a code flow in order, and leaves out what is on nobody\'s disk', () => {
    const library = { uri: 'lintel-library:/kinds.arch', range: at(MAIN, text, 'edge').range, extent: at(MAIN, text, 'edge').extent };
    const [result] = results({ [MAIN]: text }, [finding(at(MAIN, text, 'edge'), {
      path: [{ message: 'from world', origin: at(MAIN, text, 'world') }, { message: 'a kind', origin: library }, { message: 'denied', origin: at(MAIN, text, 'edge') }],
      related: [{ message: 'declared here', origin: library }, { message: 'the link', origin: at(MAIN, text, 'world -- edge') }],
    })]);
    const steps = result!.codeFlows![0]!.threadFlows[0]!.locations;
    assert.deepEqual(steps.map(({ location }) => location!.message!.text), ['from world', 'denied']);
    assert.deepEqual(steps.map(({ executionOrder }) => executionOrder), [1, 2]);
    assert.deepEqual(result!.relatedLocations!.map(({ message }) => message!.text), ['the link']);
    assert.equal(result!.relatedLocations![0]!.physicalLocation!.region!.startLine, 3);
  });

  it('writes repairs as replacements, one change a file', () => {
    const range = at(MAIN, text, '{ }').range;
    const other = `${ROOT}/site/b.arch`;
    const [result] = results({ [MAIN]: text }, [finding(at(MAIN, text, 'edge'), {
      fixes: [{ title: 'Allow it', edits: [{ uri: MAIN, range, newText: '{ allow any }' }, { uri: other, range, newText: 'x' }, { uri: MAIN, range, newText: 'y' }] }],
    })]);
    const [fix] = result!.fixes!;
    assert.equal(fix!.description!.text, 'Allow it');
    assert.deepEqual(fix!.artifactChanges.map((change) => [change.artifactLocation.uri, change.replacements.length]), [['site/main.arch', 2], ['site/b.arch', 1]]);
    assert.deepEqual(fix!.artifactChanges[0]!.replacements[0], { deletedRegion: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 13 }, insertedContent: { text: '{ allow any }' } });
  });

  it('maps severities to levels and keeps the variant', () => {
    const found = results({ [MAIN]: text }, (['error', 'warning', 'info', 'hint'] as const).map((severity) => finding(at(MAIN, text, 'edge'), { severity, variant: 'prod', key: severity })));
    assert.deepEqual(found.map(({ level }) => level), ['error', 'warning', 'note', 'note']);
    assert.equal(found[0]!.properties!['variant'], 'prod');
    assert.match(found[0]!.message.text!, /\(In the variant prod\.\)$/);
  });

  describe('fingerprints', () => {
    const print = (result: Result | undefined): string => result!.partialFingerprints!['primaryLocationLineHash']!;

    it('survive moved lines', () => {
      const moved = `// a comment\n\n${text}`;
      const [before] = results({ [MAIN]: text }, [finding(at(MAIN, text, 'edge'))]);
      const [after] = results({ [MAIN]: moved }, [finding(at(MAIN, moved, 'edge'))]);
      assert.notEqual(before!.locations![0]!.physicalLocation!.region!.startLine, after!.locations![0]!.physicalLocation!.region!.startLine);
      assert.equal(print(before), print(after));
    });

    it('tell findings apart by rule, key, file and variant, and equal ones by their order', () => {
      const other = `${ROOT}/site/b.arch`;
      const origin = at(MAIN, text, 'edge');
      const found = results({ [MAIN]: text, [other]: text }, [
        finding(origin), finding(origin), finding(origin, { key: 'shop at edge' }), finding(origin, { rule: 'security/missing-firewall' }),
        finding(at(other, text, 'edge')), finding(origin, { variant: 'prod' }),
      ]);
      assert.equal(new Set(found.map(print)).size, found.length);
      assert.equal(print(found[0]).split(':')[0], print(found[1]).split(':')[0]);
      assert.ok(print(found[0]).endsWith(':1') && print(found[1]).endsWith(':2'));
    });
  });

  it('reports a rule that its list does not have without an index', () => {
    const [result] = results({ [MAIN]: text }, [finding(at(MAIN, text, 'edge'), { rule: 'model/syntax' })]);
    assert.equal(result!.ruleId, 'model/syntax');
    assert.equal(result!.ruleIndex, undefined);
  });
});
