import { missBars } from './missBars';

const NOW = Date.parse('2026-11-21T08:00:00Z');

describe('missBars', () => {
  it('draws the hops and the due time on one scale', () => {
    expect(
      missBars(
        {
          dueAt: '2026-11-21T06:00:00Z',
          hops: [
            {
              startedAt: '2026-11-21T04:00:00Z',
              finishedAt: '2026-11-21T05:00:00Z',
            },
            {
              startedAt: '2026-11-21T05:00:00Z',
              finishedAt: '2026-11-21T08:00:00Z',
            },
          ],
        },
        NOW,
      ),
    ).toEqual({
      due: 0.5,
      bars: [
        { left: 0, width: 0.25 },
        { left: 0.25, width: 0.75 },
      ],
    });
  });

  it('lets what is not done reach to now, and leaves out what never started', () => {
    const { bars, due } = missBars(
      {
        dueAt: '2026-11-21T06:00:00Z',
        hops: [{}, { startedAt: '2026-11-21T07:00:00Z' }],
      },
      NOW,
    );
    expect(bars).toEqual([undefined, { left: 0.5, width: 0.5 }]);
    expect(due).toBe(0);
  });

  it('draws what is still not done weeks later two hours past the due time', () => {
    const { bars, due } = missBars(
      {
        dueAt: '2026-10-01T06:00:00Z',
        hops: [{ startedAt: '2026-10-01T04:00:00Z' }],
      },
      NOW,
    );
    expect(bars).toEqual([{ left: 0, width: 1 }]);
    expect(due).toBe(0.5);
  });

  it('keeps a moment visible', () => {
    const { bars } = missBars(
      {
        dueAt: '2026-11-21T06:00:00Z',
        hops: [
          {
            startedAt: '2026-11-21T08:00:00Z',
            finishedAt: '2026-11-21T08:00:00Z',
          },
        ],
      },
      NOW,
    );
    expect(bars[0]!.left + bars[0]!.width).toBeLessThanOrEqual(1);
    expect(bars[0]!.width).toBeGreaterThan(0);
  });
});
