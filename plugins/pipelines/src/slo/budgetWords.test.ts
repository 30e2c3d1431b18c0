import type { SloBudget } from '@sluice/plugin-pipelines-common';
import { budgetWords } from './budgetWords';

const budget = (options: Partial<SloBudget>): SloBudget => ({
  good: 20,
  bad: 0,
  rawBad: 0,
  unknown: 0,
  excluded: 0,
  pending: 0,
  idle: 0,
  rescued: 0,
  allowed: 1,
  remaining: 1,
  missesLeft: 1,
  coverage: 1,
  established: true,
  ...options,
});

describe('budgetWords', () => {
  it.each<[string, Partial<SloBudget>, object]>([
    ['some left', {}, { left: '1', allowed: '1', note: undefined }],
    [
      'overspent, with a true minus',
      { missesLeft: -1, bad: 2 },
      { left: '−1', allowed: '1', note: 'over' },
    ],
    [
      'no miss allowed',
      { allowed: 0.9, missesLeft: 0 },
      { left: '0', allowed: '0', note: 'small' },
    ],
    [
      'a product that is a hair below one is one',
      { allowed: 0.9999999999 },
      { left: '1', allowed: '1', note: undefined },
    ],
    [
      'not established goes first',
      { established: false, missesLeft: -1 },
      { left: '−1', allowed: '1', note: 'notEstablished' },
    ],
  ])('%s', (_, options, expected) => {
    expect(budgetWords(budget(options))).toEqual(expected);
  });
});
