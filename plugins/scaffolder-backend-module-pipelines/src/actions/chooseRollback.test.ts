import { chooseRollback } from './chooseRollback';

const option = (id: number, more: object = {}) =>
  ({
    release: { id },
    tier: 'earlier-verified',
    reason: `Reason ${id}`,
    ...more,
  } as never);

describe('chooseRollback', () => {
  it.each([
    ['the best', [option(2), option(1)], undefined, 2],
    ['one that is named', [option(2), option(1)], 1, 1],
    [
      'the best that can be asked for',
      [option(3, { disabled: 'quarantined' }), option(2)],
      undefined,
      2,
    ],
  ])('takes %s', (_, options, wanted, releaseId) => {
    expect(chooseRollback(options, wanted)).toEqual({
      releaseId,
      why: `Reason ${releaseId}`,
    });
  });

  it.each([
    ['there are none', [], undefined, 'no other release ran there'],
    ['another one is named', [option(2)], 9, '(2)'],
    [
      'it is disabled',
      [option(2, { disabled: 'quarantined' })],
      2,
      'release 2: quarantined',
    ],
    [
      'it takes breaking the glass',
      [option(2, { tier: 'retrievable' })],
      undefined,
      'takes breaking the glass',
    ],
  ])('says why not where %s', (_, options, wanted, problem) => {
    expect(chooseRollback(options, wanted)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });
});
