import type {
  DeadlineSlo,
  DurationSlo,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import { loosens, sloChange } from './sloChange';

const bySix: DeadlineSlo = {
  name: 'by-six',
  kind: 'deadline',
  target: 99,
  window: { type: 'rolling', days: 28 },
  deadline: {
    time: '06:00',
    timezone: 'Europe/Berlin',
    dataThrough: '00:00',
    completion: { type: 'run' },
  },
};
const within: DurationSlo = {
  name: 'within',
  kind: 'duration',
  target: 95,
  window: { type: 'rolling', days: 28 },
  duration: { maxSeconds: 2700, completion: { type: 'run' } },
};
const at = (time: string): SloDefinition => ({
  ...bySix,
  deadline: { ...bySix.deadline, time },
});

describe('sloChange', () => {
  it.each<[string, SloDefinition, SloDefinition, string | undefined]>([
    ['a lower target', bySix, { ...bySix, target: 98 }, 'loosened'],
    ['a higher target', bySix, { ...bySix, target: 99.5 }, 'tightened'],
    ['a later deadline', bySix, at('06:30'), 'loosened'],
    ['an earlier deadline', bySix, at('05:59'), 'tightened'],
    [
      'a higher target and a later deadline',
      bySix,
      { ...at('07:00'), target: 99.9 } as SloDefinition,
      'changed',
    ],
    [
      'a longer duration',
      within,
      { ...within, duration: { ...within.duration, maxSeconds: 3600 } },
      'loosened',
    ],
    [
      'another zone',
      bySix,
      {
        ...bySix,
        deadline: { ...bySix.deadline, timezone: 'America/New_York' },
      },
      'changed',
    ],
    [
      'fewer dates',
      bySix,
      { ...bySix, deadline: { ...bySix.deadline, calendar: 'business-days' } },
      'changed',
    ],
    [
      'another window',
      bySix,
      { ...bySix, window: { type: 'rolling', days: 7 } },
      'changed',
    ],
    ['another kind', bySix, within, 'changed'],
    ['another title alone', bySix, { ...bySix, title: 'x' }, undefined],
  ])('%s', (_, before, after, expected) => {
    expect(sloChange(before, after)).toBe(expected);
  });
});

describe('loosens', () => {
  const fresh = (maxSeconds: number, sliceSeconds: number): SloDefinition => ({
    name: 'fresh',
    kind: 'freshness',
    target: 99,
    window: { type: 'rolling', days: 28 },
    freshness: { maxSeconds, sliceSeconds },
  });

  it.each<[string, SloDefinition, SloDefinition, boolean]>([
    ['a longer slice', fresh(180, 60), fresh(180, 300), true],
    ['a shorter slice', fresh(180, 300), fresh(180, 60), false],
    [
      'a lower target, hidden behind an earlier deadline',
      bySix,
      { ...at('05:00'), target: 95 } as SloDefinition,
      true,
    ],
    ['other words', bySix, { ...bySix, title: 'By six' }, false],
    ['another kind', bySix, within, false],
  ])('%s', (_, before, after, expected) => {
    expect(loosens(before, after)).toBe(expected);
  });
});
