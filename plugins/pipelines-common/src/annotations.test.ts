import {
  ANNOTATIONS,
  ANNOTATION_PREFIX,
  BINDING_ANNOTATIONS,
  DOCS_ANNOTATION,
} from './annotations';

describe('annotations', () => {
  it('all carry our prefix, and bindings are among them', () => {
    const names = Object.keys(ANNOTATIONS);
    expect(names.filter(name => !name.startsWith(ANNOTATION_PREFIX))).toEqual(
      [],
    );
    expect(names).toEqual(
      expect.arrayContaining(Object.values(BINDING_ANNOTATIONS)),
    );
  });

  it.each([
    ['sluice.dev/airflow-dag-id', 'finance_close.v2', true],
    ['sluice.dev/airflow-dag-id', 'Umsätze-täglich', true],
    ['sluice.dev/airflow-dag-id', 'two words', false],
    ['sluice.dev/dbt-selection', 'northstar_finance/tag:close', true],
    ['sluice.dev/dbt-selection', 'northstar_finance', false],
    [DOCS_ANNOTATION, './docs/x.md', true],
    [DOCS_ANNOTATION, 'https://example.com/x', true],
    [DOCS_ANNOTATION, '/etc/passwd', false],
    [DOCS_ANNOTATION, 'file:///etc/x.md', false],
    ['sluice.dev/demo', 'yes', false],
  ])('%s: %s is valid: %s', (name, value, isValid) => {
    expect(ANNOTATIONS[name].pattern.test(value)).toBe(isValid);
  });
});
