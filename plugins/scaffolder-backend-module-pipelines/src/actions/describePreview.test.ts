import { describePreview } from './describePreview';

const day = (good: number, bad: number, unknown = 0) =>
  ({ good, bad, unknown } as never);

describe('describePreview', () => {
  it.each([
    ['no day', [], 'Nothing was due in the last 90 days'],
    ['only good ones', [day(3, 0)], '3 of 3 good, 100.0 %;'],
    // Never rounded up to what it wasn't.
    ['nearly all', [day(9_999, 0), day(0, 1)], '9999 of 10000 good, 99.9 %;'],
    ['nothing known', [day(0, 0, 2)], '0 of 0 good, and 2 unknown;'],
  ])('puts %s in a sentence', (_, days, text) => {
    expect(describePreview({ days }, 90).summary).toContain(text);
  });

  it('knows whether its budget is overspent', () => {
    const of = (remaining: number) =>
      describePreview(
        { days: [day(1, 1)], budget: { remaining } as never },
        90,
      );
    expect(of(0).wouldHaveMet).toBe(true);
    expect(of(-0.1)).toMatchObject({
      wouldHaveMet: false,
      summary: expect.stringContaining('would be overspent'),
    });
  });
});
