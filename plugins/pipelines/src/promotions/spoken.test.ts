import { formatInstant } from '@sluice/plugin-pipelines-react';
import { spoken } from './spoken';

const now = Date.parse('2026-11-26T07:00:00.000Z');
const until = '2026-11-26T09:30:00.000Z';

describe('spoken', () => {
  it('says each instant as people read it, and leaves the rest', () => {
    const time = formatInstant(until, { now });
    expect(time).not.toBe(until);
    expect(
      spoken(`Bakes until ${until} and 2 runs (since ${until})`, now),
    ).toBe(`Bakes until ${time} and 2 runs (since ${time})`);
    expect(spoken('Release 2026-11-26 of close', now)).toBe(
      'Release 2026-11-26 of close',
    );
  });

  it.each([
    [
      'component:default/close_day: run manual__1 failed',
      'close_day: run manual__1 failed',
    ],
    [
      '1 since the baseline: user:default/mei.lin.',
      '1 since the baseline: mei.lin.',
    ],
    ['group:default/finance, component:eu/a-b', 'finance, a-b'],
    ['secretsmanager:northstar/prod/key', 'secretsmanager:northstar/prod/key'],
  ])('names what %p refers to', (text, expected) => {
    expect(spoken(text, now)).toBe(expected);
  });
});
