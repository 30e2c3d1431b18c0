import { healthSpans } from './healthSpans';

const range = { from: '2026-11-21T00:00:00Z', to: '2026-11-21T10:00:00Z' };
const change = (at: string, status: 'ok' | 'stall') => ({
  at,
  status,
  reason: `was ${status}`,
  inferred: status === 'stall',
});

describe('healthSpans', () => {
  it('starts with what was before, and ends now', () => {
    const spans = healthSpans(
      [
        change('2026-11-19T00:00:00Z', 'ok'),
        change('2026-11-21T02:00:00Z', 'stall'),
        change('2026-11-21T03:00:00Z', 'ok'),
      ],
      range,
    );
    expect(spans.map(({ share, status }) => [status, share])).toEqual([
      ['ok', 0.2],
      ['stall', 0.1],
      ['ok', 0.7],
    ]);
  });

  it('leaves out what was over before, and what comes after', () => {
    const spans = healthSpans(
      [
        change('2026-11-19T00:00:00Z', 'stall'),
        change('2026-11-20T00:00:00Z', 'ok'),
        change('2026-11-21T10:00:00Z', 'stall'),
      ],
      range,
    );
    expect(spans).toMatchObject([{ status: 'ok', share: 1 }]);
  });

  it('knows nothing where nothing is known', () => {
    expect(healthSpans([], range)).toEqual([]);
  });
});
