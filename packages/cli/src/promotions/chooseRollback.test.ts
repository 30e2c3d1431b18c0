import type { RollbackOption } from '@sluice/plugin-pipelines-common';
import { chooseRollback } from './chooseRollback';

const option = (
  id: number,
  tier: RollbackOption['tier'],
  disabled?: string,
): RollbackOption => ({
  release: { id, unit: 'finance', sequence: id, commit: '', releaseDigest: '' },
  tier,
  reason: `reason ${id}`,
  disabled,
});
const unit = (...options: RollbackOption[]) =>
  ({
    unit: 'finance',
    rollbackOptions: [{ environment: 'prod', options }],
  } as any);

describe('chooseRollback', () => {
  it('takes the best that is offered', () => {
    const known = unit(
      option(4, 'last-known-good', 'quarantined'),
      option(3, 'earlier-verified'),
    );
    expect(chooseRollback(known, 'prod', undefined).release.id).toBe(3);
  });

  it('takes one that nobody knows to be good only if it is named', () => {
    const known = unit(option(2, 'retrievable'));
    expect(() => chooseRollback(known, 'prod', undefined)).toThrow(
      'There are 2 (release 2, retrievable: reason 2)',
    );
    expect(chooseRollback(known, 'prod', 2).release.id).toBe(2);
  });

  it.each([
    [unit(), 'dev', undefined, 'no environment dev: there are prod'],
    [unit(), 'prod', undefined, 'Nothing else ran there'],
    [
      unit(option(2, 'earlier-verified')),
      'prod',
      7,
      'no release 7 to take finance back to',
    ],
    [
      unit(option(2, 'earlier-verified', 'it is retired')),
      'prod',
      2,
      "can't be taken back to 2 in prod: it is retired",
    ],
  ])('says what there is otherwise', (known, environment, wanted, says) => {
    expect(() => chooseRollback(known, environment, wanted)).toThrow(says);
  });
});
