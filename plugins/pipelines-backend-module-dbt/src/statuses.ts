import type { TestReading } from '@sluice/plugin-pipelines-node';

/**
 * The statuses of dbt 1.5 to 1.11 (dbt/artifacts/schemas/results.py). A skipped node wasn't built, since something before it failed:
 * what it should hold isn't there.
 */
const GOOD = new Set(['success', 'pass', 'warn', 'no-op']);
const BAD = new Set([
  'error',
  'fail',
  'runtime error',
  'partial success',
  'skipped',
]);

/** @internal */
export function isGood(status: string): boolean {
  return GOOD.has(status);
}

/** Neither good nor bad is one that isn't known. @internal */
export function isBad(status: string): boolean {
  return BAD.has(status);
}

const TEST_STATES: Record<string, TestReading['state']> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  error: 'error',
  'runtime error': 'error',
  skipped: 'skipped',
};

/** The state of a test; one that isn't known says nothing about the data. @internal */
export function testState(status: string): TestReading['state'] {
  return TEST_STATES[status] ?? 'error';
}
