import { type PinCommit, pinStateOf } from './pinState';

const TEXT = `release: "${'1'.repeat(64)}"\ncommit: abc\n`;

const byUs = (
  oid: string,
  blob: string,
  parentBlobs: Array<string | undefined>,
  fencingToken = 1,
  target = 'prod/u',
): PinCommit => ({
  oid,
  at: Number(oid),
  author: 'Sluice',
  blob,
  parentBlobs,
  provenance: { target, promotionId: 1, stepKey: `step-${oid}`, fencingToken },
});

const byHand = (
  oid: string,
  blob: string | undefined,
  parentBlobs: Array<string | undefined>,
): PinCommit => ({
  oid,
  at: Number(oid),
  author: 'Mara',
  parentBlobs,
  ...(blob && { blob }),
});

const stateOf = (...commits: PinCommit[]) =>
  pinStateOf(commits, { target: 'prod/u', text: TEXT });

describe('pinStateOf', () => {
  it('knows nothing of an empty branch', () => {
    expect(stateOf()).toEqual({ stepKeys: [], fencingToken: 0 });
  });

  it('names who made it what it is, not who came after', () => {
    const state = stateOf(
      byHand('3', 'x', ['x']),
      byUs('2', 'x', [undefined]),
      byHand('1', undefined, []),
    );
    expect(state).toMatchObject({
      pin: { release: '1'.repeat(64) },
      changedBy: { oid: '2' },
      stepKeys: ['step-2'],
    });
  });

  it('keeps steps and tokens that a merge brought in from the side', () => {
    // Somebody's pull made our commit the second parent of theirs.
    const state = stateOf(
      byHand('4', 'x', ['w', 'x']),
      byUs('3', 'x', ['w'], 7),
      byHand('2', 'w', ['w']),
      byHand('1', 'w', []),
    );
    expect(state).toMatchObject({
      fencingToken: 7,
      stepKeys: ['step-3'],
      changedBy: { oid: '3' },
    });
  });

  it('names no release for bytes that were never ours', () => {
    const state = stateOf(byHand('2', 'y', ['x']), byUs('1', 'x', []));
    expect(state.pin).toBeUndefined();
    expect(state).toMatchObject({ blob: 'y', changedBy: { author: 'Mara' } });
  });

  it('leaves out commits of other pins', () => {
    const state = stateOf(
      byUs('2', 'x', ['x'], 9, 'staging/u'),
      byUs('1', 'x', [], 3),
    );
    expect(state).toMatchObject({ fencingToken: 3, stepKeys: ['step-1'] });
  });

  it('takes a release that was written once more for that commit', () => {
    const state = stateOf(byUs('2', 'x', ['x']), byUs('1', 'x', []));
    expect(state.changedBy?.oid).toBe('2');
  });

  it('takes going back by hand for a change, within one second too', () => {
    const at = 5;
    const state = stateOf(
      { ...byHand('3', 'x', ['y']), at },
      { ...byUs('2', 'y', ['x']), at },
      { ...byUs('1', 'x', []), at },
    );
    expect(state).toMatchObject({
      pin: { release: '1'.repeat(64) },
      changedBy: { author: 'Mara' },
    });
  });

  it('keeps what was done to a pin that was removed', () => {
    const state = stateOf(byHand('2', undefined, ['x']), byUs('1', 'x', []));
    expect(state).toEqual({ stepKeys: ['step-1'], fencingToken: 1 });
  });
});
