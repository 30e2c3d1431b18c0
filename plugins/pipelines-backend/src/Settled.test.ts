import { Settled } from './Settled';

describe('Settled', () => {
  let time = 0;
  const create = () => {
    time = 0;
    return new Settled<number>({ seconds: 60, now: () => new Date(time) });
  };

  it('is open until a reading changed nothing', () => {
    const settled = create();
    expect([settled.isOpen, settled.holds(3)]).toEqual([true, false]);
    settled.found(2, 3);
    expect(settled.holds(3)).toBe(false);
    settled.found(0, 3);
    expect([settled.isOpen, settled.holds(3)]).toEqual([false, true]);
  });

  it('is read again when there are more or fewer, or nobody can tell', () => {
    const settled = create();
    settled.found(0, 3);
    expect(settled.holds(4)).toBe(false);
    expect(settled.holds(undefined)).toBe(false);
  });

  it('is read again after its time, a poll that comes early included', () => {
    const settled = create();
    settled.found(0, 3);
    time = 59_400;
    expect(settled.holds(3)).toBe(true);
    time = 59_500;
    expect([settled.isOpen, settled.holds(3)]).toEqual([true, false]);
  });
});
