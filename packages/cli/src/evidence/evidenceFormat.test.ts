import { evidenceFormat } from './evidenceFormat';

describe('evidenceFormat', () => {
  it.each([
    ['<?xml version="1.0"?>\n<testsuites><testsuite/></testsuites>', 'junit'],
    ['<testsuite name="a"/>', 'junit'],
    ['<html>', undefined],
    [
      '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json"}}',
      'dbt-run-results',
    ],
    [
      '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"}}',
      undefined,
    ],
    ['{"version": "2.1.0", "runs": []}', 'sarif'],
    ['{"terraform_version": "1.9.0", "planned_values": {}}', 'terraform-plan'],
    ['{"terraform_version": "1.9.0", "values": {}}', undefined],
    ['null', undefined],
    ['no json', undefined],
  ])('%s: %s', (report, expected) => {
    expect(evidenceFormat(report)).toBe(expected);
  });
});
