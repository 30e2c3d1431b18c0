import { attentionLook, sourcesLook, successLook } from './looks';

describe('attentionLook', () => {
  it.each([
    ['the worst of several', { failed: 1, late: 4, unknown: 2 }, 'bad'],
    ['late without failures', { late: 4, unknown: 2 }, 'warn'],
    ['unknown alone is not good', { unknown: 1, ok: 9 }, 'unknown'],
    ['all well', { ok: 9, running: 1 }, 'good'],
  ])('%s', (_, byStatus, tone) => {
    expect(attentionLook({ byStatus }).tone).toBe(tone);
  });
});

describe('successLook', () => {
  it.each([
    ['nothing ended, nothing claimed', 0, 0, undefined],
    ['exactly the target', 1000, 999, 'good'],
    ['one below it', 1000, 998, 'warn'],
  ])('%s', (_, scheduledRuns30d, succeededRuns30d, tone) => {
    expect(
      successLook({ scheduledRuns30d, succeededRuns30d, successTarget: 0.999 })
        ?.tone,
    ).toBe(tone);
  });
});

describe('sourcesLook', () => {
  it.each([
    ['none configured', 0, 0, 'unknown'],
    ['all', 3, 3, 'good'],
    ['some', 2, 3, 'warn'],
    ['not one', 0, 3, 'bad'],
  ])('%s', (_, healthy, total, tone) => {
    expect(sourcesLook({ sources: { healthy, total } }).tone).toBe(tone);
  });
});
