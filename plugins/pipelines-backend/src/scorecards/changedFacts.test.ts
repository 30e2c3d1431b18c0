import type { FactReading } from '@sluice/plugin-pipelines-node';
import { changedFacts } from './changedFacts';

const REF = 'component:default/orders';
const reading = (more: object = {}): FactReading =>
  ({
    entityRef: REF,
    fact: 'f',
    at: '2026-11-26T12:00:00.000Z',
    source: 'test',
    state: 'known',
    value: 3,
    ...more,
  } as FactReading);
const later = (hours: number) =>
  new Date(
    Date.parse('2026-11-26T12:00:00.000Z') + hours * 3600_000,
  ).toISOString();

describe('changedFacts', () => {
  it.each<[string, object, number | undefined, boolean]>([
    ['the same', {}, undefined, false],
    ['another value', { value: 4 }, undefined, true],
    ['another source', { source: 'other' }, undefined, true],
    ['other evidence', { evidence: [{ title: 'A run' }] }, undefined, true],
    [
      'one that can’t be read',
      { state: 'unknown', reason: 'x' },
      undefined,
      true,
    ],
    ['the same, later', { at: later(100) }, undefined, false],
    ['the same, soon after', { at: later(11) }, 24, false],
    ['the same, half as old as it may be', { at: later(13) }, 24, true],
  ])('%s', (_, more, maxAgeHours, isNew) => {
    const known = new Map([[REF, new Map([['f', reading()]])]]);
    const next = reading(more);
    expect(changedFacts([next], known, () => maxAgeHours)).toEqual(
      isNew ? [next] : [],
    );
  });

  it('takes what wasn’t there', () => {
    expect(changedFacts([reading()], new Map(), () => 1)).toHaveLength(1);
  });
});
