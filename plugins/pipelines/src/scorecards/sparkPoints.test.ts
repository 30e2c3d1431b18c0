import { sparkPoints } from './sparkPoints';

const box = { width: 100, height: 10, min: 0, max: 1 };
const day = (date: number) => `2026-11-${String(date).padStart(2, '0')}`;

describe('sparkPoints', () => {
  it('places figures by their time and size', () => {
    expect(
      sparkPoints(
        [
          { at: day(1), value: 0 },
          { at: day(2), value: 0.5 },
          { at: day(5), value: 1 },
        ],
        box,
      ),
    ).toEqual(['0,10 25,5 100,0']);
  });

  it('draws no line over what is not known', () => {
    expect(
      sparkPoints(
        [
          { at: day(1), value: 1 },
          { at: day(2), value: undefined },
          { at: day(3), value: 1 },
        ],
        box,
      ),
    ).toEqual(['0,0 0,0', '100,0 100,0']);
  });

  it('stays within its box, and takes none, one and equal ones', () => {
    expect(sparkPoints([], box)).toEqual([]);
    expect(sparkPoints([{ at: day(1), value: 7 }], box)).toEqual([
      '100,0 100,0',
    ]);
    expect(
      sparkPoints([{ at: day(1), value: 2 }], { ...box, min: 2, max: 2 }),
    ).toEqual(['100,5 100,5']);
  });
});
