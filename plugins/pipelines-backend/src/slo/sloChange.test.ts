import type {
  DeadlineSlo,
  DurationSlo,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import { sloChange } from './sloChange';

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
