import * as fc from 'fast-check';
import { downsample, type LagPoint } from './downsample';

const MINUTE = 60_000;
const point = (
  minute: number,
  lag: number | null,
  seconds: number | null = lag,
): LagPoint => ({ at: minute * MINUTE, lag, seconds });

describe('downsample', () => {
  it('leaves a short series as it is', () => {
    const points = [point(0, 1), point(1, null), point(2, 3)];
    expect(downsample(points, 3)).toEqual(points);
  });

  it('keeps the peak of each line', () => {
    const points = Array.from({ length: 2880 }, (_, i) =>
      point(i, i === 700 ? 90_000 : 10, i === 1900 ? 600 : 1),
    );
    const kept = downsample(points, 100);
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.map(p => p.lag)).toContain(90_000);
    expect(kept.map(p => p.seconds)).toContain(600);
  });

  it('keeps the ends of gaps, so that no line is drawn across them', () => {
    const points = Array.from({ length: 500 }, (_, i) =>
      point(i, i >= 200 && i < 300 ? null : 5),
    );
    const gaps = downsample(points, 20).filter(p => p.lag === null);
    expect(gaps.map(p => p.at / MINUTE)).toEqual([200, 299]);
  });

  it('leaves out, and never makes up or moves', () => {
    const value = fc.option(fc.nat({ max: 1000 }), { nil: null });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { maxLength: 300 }),
        fc.integer({ min: 3, max: 40 }),
        (values, limit) => {
          const points = values.map(([lag, seconds], i) =>
            point(i, lag, seconds),
          );
          const kept = downsample(points, limit);
          kept.forEach(p => expect(points).toContain(p));
          expect(kept).toEqual([...kept].sort((a, b) => a.at - b.at));
          expect(kept[0]).toBe(points[0]);
          expect(kept.at(-1)).toBe(points.at(-1));
        },
      ),
    );
  });
});
