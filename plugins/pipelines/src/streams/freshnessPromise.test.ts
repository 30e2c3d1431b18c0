import { freshnessPromise } from './freshnessPromise';

const slo = (max: unknown, environment?: string) => ({
  kind: 'freshness' as const,
  environment,
  definition: { freshness: { max } },
});

it.each([
  ['the strictest counts', [slo('5m'), slo('3m')], 180],
  ['one of another environment does not', [slo('3m', 'dev'), slo('10m')], 600],
  ['nothing is promised', [], undefined],
  [
    'a deadline is no promise of age',
    [{ ...slo('3m'), kind: 'deadline' as const }],
    undefined,
  ],
  ['what can not be read is left out', [slo('soon'), slo(3)], undefined],
])('%s', (_, slos, expected) => {
  expect(freshnessPromise(slos, 'prod')).toBe(expected);
});
