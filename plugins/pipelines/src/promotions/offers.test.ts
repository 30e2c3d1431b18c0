import {
  boardRow,
  promotion,
  releaseRef,
  unitEnvironment,
} from '../__testUtils__/promotions';
import { offersOf } from './offers';

const release = (sequence: number) =>
  releaseRef({ id: 100 + sequence, sequence, label: `1.${sequence}.0` });

describe('offersOf', () => {
  const dev = unitEnvironment({ environment: 'dev', running: release(3) });
  const prod = unitEnvironment({
    running: release(2),
    promotable: { release: release(3) },
  });
  const row = (newest: number | undefined) =>
    boardRow({
      newest: newest === undefined ? undefined : release(newest),
      environments: [dev, prod],
    });

  it.each([
    ['into the first one what was registered last', dev, 4, 4, 4],
    ['nothing that runs already', dev, 3, undefined, undefined],
    ['nothing older than what runs', dev, 1, undefined, undefined],
    [
      'nothing where nothing was registered',
      dev,
      undefined,
      undefined,
      undefined,
    ],
    [
      'on the way what was verified before, out of turn the newest',
      prod,
      4,
      3,
      4,
    ],
    [
      'out of turn what was verified before, if it is the newest',
      prod,
      3,
      3,
      3,
    ],
    ['out of turn at least what was verified before', prod, undefined, 3, 3],
  ])('offers %s', (_, at, newest, next, fix) => {
    const offers = offersOf(row(newest), at);
    expect([offers.next?.sequence, offers.fix?.sequence]).toEqual([next, fix]);
  });

  it.each(['waiting', 'moving'])('offers nothing next that is %s', how => {
    const asked = promotion({ release: release(3) });
    const at = { ...prod, [how]: how === 'waiting' ? [asked] : asked };
    const offers = offersOf(row(3), at);
    expect(offers).toEqual({ next: undefined, fix: release(3) });
  });

  it('offers what was registered last where nothing runs', () => {
    const empty = unitEnvironment({ environment: 'dev', running: undefined });
    const board = boardRow({ newest: release(1), environments: [empty] });
    expect(offersOf(board, empty).next).toEqual(release(1));
  });
});
