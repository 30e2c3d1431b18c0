import { PastProgress } from './PastProgress';

describe('PastProgress', () => {
  it('is nothing where there is no past to tell, and once it is told', () => {
    const progress = new PastProgress();
    expect(progress.percent).toBeUndefined();
    progress.begin();
    progress.report(3, 4);
    progress.end();
    expect(progress.percent).toBeUndefined();
  });

  it.each([
    [0, 0, 0],
    [0, 400, 0],
    [7, 400, 1],
    [399, 400, 99],
    // What comes after the last event is told of it as well.
    [400, 400, 99],
  ])('says of %d of %d events %d %%', (position, total, percent) => {
    const progress = new PastProgress();
    progress.begin();
    progress.report(position, total);
    expect(progress.percent).toBe(percent);
  });
});
