import fc from 'fast-check';
import { type EvidenceFormat, readEvidence, verdictOf } from './readEvidence';

const JUNIT = `<?xml version="1.0"?>
<testsuites tests="99" failures="0">
  <testsuite name="close">
    <testcase classname="test_close" name="test_sums"/>
    <testcase classname="test_close" name="test_rounds"><failure message="0.1 &amp; 0.2">no</failure></testcase>
    <testcase classname="test_close" name="test_later"><skipped/></testcase>
    <testsuite name="inner"><testcase name="test_inner"><error/></testcase></testsuite>
  </testsuite>
</testsuites>`;

const dbt = (...statuses: string[]) =>
  JSON.stringify({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
    },
    results: statuses.map((status, i) => ({
      unique_id: `test.x.${i}`,
      status,
    })),
  });

const sarif = (results: object[] | undefined, more: object = {}) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'checkov', rules: [{ id: 'A' }, { id: 'B' }] },
        },
        results,
        ...more,
      },
    ],
  });

const plan = (statuses: string[], more: object = {}) =>
  JSON.stringify({
    format_version: '1.2',
    checks: statuses.map((status, i) => ({
      address: { kind: 'resource', to_display: `aws_s3_bucket.b${i}` },
      status,
    })),
    ...more,
  });

describe('readEvidence', () => {
  it.each<
    [string, EvidenceFormat, string, number, string[], (string | RegExp)?]
  >([
    ['JUnit', 'junit', JUNIT, 3, ['test_close.test_rounds', 'test_inner']],
    ['an empty JUnit', 'junit', '<testsuites/>', 0, []],
    [
      'a JUnit of one suite',
      'junit',
      '<testsuite><testcase name="a"/></testsuite>',
      1,
      [],
    ],
    [
      'a JUnit whose totals claim what no test case shows',
      'junit',
      '<testsuite tests="40" failures="0"></testsuite>',
      0,
      [],
    ],
    [
      'a suite that failed to start',
      'junit',
      '<testsuite name="x"><error/></testsuite>',
      1,
      ['x'],
    ],
    [
      'dbt',
      'dbt-run-results',
      dbt('pass', 'warn', 'success', 'fail', 'error', 'skipped'),
      5,
      ['test.x.3', 'test.x.4'],
    ],
    [
      'a dbt with a status that is not known yet',
      'dbt-run-results',
      dbt('partial success'),
      1,
      ['test.x.0'],
    ],
    ['an empty dbt', 'dbt-run-results', dbt(), 0, []],
    [
      'SARIF',
      'sarif',
      sarif([
        { ruleId: 'A', level: 'error' },
        { ruleId: 'B', level: 'warning' },
      ]),
      2,
      ['A'],
    ],
    [
      'SARIF that is suppressed',
      'sarif',
      sarif([{ ruleId: 'A', level: 'error', suppressions: [{}] }]),
      2,
      [],
    ],
    ['SARIF without findings', 'sarif', sarif([]), 2, []],
    ['SARIF that did not run', 'sarif', sarif(undefined), 0, [], /no results/],
    [
      'SARIF that broke off',
      'sarif',
      sarif([], { invocations: [{ executionSuccessful: false }] }),
      2,
      [],
      /not run to its end/,
    ],
    [
      'a plan',
      'terraform-plan',
      plan(['pass', 'fail']),
      2,
      ['aws_s3_bucket.b1'],
    ],
    [
      'a plan that is known later',
      'terraform-plan',
      plan(['pass', 'unknown']),
      2,
      [],
      /b1/,
    ],
    [
      'a plan that failed',
      'terraform-plan',
      plan([], { errored: true }),
      1,
      ['the plan itself'],
    ],
    ['a plan without checks', 'terraform-plan', plan([]), 0, []],
  ])('reads %s', (_, format, text, checks, failing, unclear = /^$/) => {
    const found = readEvidence(format, text);
    expect(found).toMatchObject({ checks, failures: failing.length, failing });
    expect(found.unclear ?? '').toMatch(unclear);
  });

  it.each<[string, EvidenceFormat, string, string]>([
    ['XML that is cut off', 'junit', '<testsuite><testcase', "can't be read"],
    ['XML of something else', 'junit', '<html/>', 'no <testsuite>'],
    [
      'a billion laughs',
      'junit',
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><testsuite name="&b;"/>',
      'declares a document type',
    ],
    [
      'an entity that reads a file',
      'junit',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite name="&a;"/>',
      'declares a document type',
    ],
    [
      'XML that is nested without end',
      'junit',
      `${'<testsuite>'.repeat(5000)}${'</testsuite>'.repeat(5000)}`,
      "can't be read",
    ],
    ['no JSON', 'sarif', '{', 'no complete JSON'],
    ['SARIF 2.0', 'sarif', '{"version":"2.0.0","runs":[]}', 'no SARIF 2.1.0'],
    [
      'a manifest of dbt',
      'dbt-run-results',
      '{"metadata":{"dbt_schema_version":"manifest/v12"},"results":[]}',
      'no run_results',
    ],
    ['a state of Terraform', 'terraform-plan', '{"version":4}', 'no plan'],
  ])('refuses %s', (_, format, text, message) => {
    expect(() => readEvidence(format, text)).toThrow(message);
  });

  it('answers whatever comes with findings or an error that says what is wrong', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<EvidenceFormat>(
          'junit',
          'sarif',
          'dbt-run-results',
          'terraform-plan',
        ),
        fc.oneof(fc.string(), fc.json()),
        (format, text) => {
          let name = 'none';
          try {
            readEvidence(format, text);
          } catch (error) {
            name = (error as Error).name;
          }
          expect(['none', 'InputError']).toContain(name);
        },
      ),
    );
  });
});

describe('verdictOf', () => {
  const about = { commit: 'a', releaseDigest: 'd' };
  const good = { checks: 3, failures: 0, failing: [] };
  it.each([
    ['passes', good, about, 'pass'],
    ['fails', { ...good, failures: 1 }, about, 'fail'],
    ['has no checks', { ...good, checks: 0 }, about, 'unknown'],
    ['is unclear', { ...good, unclear: 'why' }, about, 'unknown'],
    ['is of another commit', good, { ...about, commit: 'b' }, 'unknown'],
    [
      'is of another release',
      good,
      { ...about, releaseDigest: 'e' },
      'unknown',
    ],
    [
      'fails for another commit',
      { ...good, failures: 1 },
      { ...about, commit: 'b' },
      'unknown',
    ],
  ])('%s', (_, findings, tested, verdict) => {
    const result = verdictOf(findings, tested, about);
    expect(result.verdict).toBe(verdict);
    expect(result.reason === undefined).toBe(verdict !== 'unknown');
  });
});
