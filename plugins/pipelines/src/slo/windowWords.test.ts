import { windowWords } from './windowWords';

describe('windowWords', () => {
  it.each([
    [{ rolling: '28d' }, { unit: 'rolling', days: '28' }],
    [{ calendar: 'month', timezone: 'UTC' }, { unit: 'month' }],
    [{ calendar: 'quarter', timezone: 'UTC' }, { unit: 'quarter' }],
  ])('%j is %j', (window, expected) => {
    expect(windowWords({ window })).toEqual(expected);
  });
});
