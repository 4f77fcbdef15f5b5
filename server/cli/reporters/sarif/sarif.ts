/**
 * Findings as SARIF 2.1.0, complete for code scanning: all rules with their help, results also when there are none.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * https://docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning
 */
import type { Log } from 'sarif';
import { Places } from '../../places.js';
import { say } from '../../say.js';
import { asJson } from '../json.js';
import type { Reporter } from '../reporter.js';
import { artifact, results, SOURCE_ROOT } from './results.js';
import { descriptor } from './rules.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

export const sarifReporter: Reporter = (report, frame) => {
  const places = new Places(frame.sourceRoot);
  const ruleIndex = new Map(frame.rules.map(({ id }, index) => [id, index]));
  const log: Log = {
    version: '2.1.0',
    $schema: SCHEMA,
    runs: [{
      tool: {
        driver: {
          name: 'Lintel',
          semanticVersion: frame.version,
          ...(frame.homepage === undefined ? {} : { informationUri: frame.homepage }),
          rules: frame.rules.map((rule) => descriptor(rule, frame.homepage)),
        },
      },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: say('cli.check.source-root') } } },
      artifacts: report.files.map((uri) => ({ location: artifact(uri, places), sourceLanguage: 'arch' })),
      results: results(report.findings, places, ruleIndex),
    }],
  };
  return asJson(log);
};
