import fc from 'fast-check';
import { onceOnly, type PlacedChange, rankChanges } from './rankChanges';

const BEFORE = '2026-11-20T11:00:00.000Z';
const hours = (count: number) =>
  new Date(Date.parse(BEFORE) - count * 3600_000).toISOString();
const change = (
  distance: number,
  hoursBefore: number,
  code: PlacedChange['reason']['code'] = 'run-failed',
): PlacedChange => ({
  kind: 'run',
  at: hours(hoursBefore),
  pipeline: `component:default/p${distance}`,
  distance,
  reason: { code },
});

describe('rankChanges', () => {
  it.each([
    ['what happened later', change(1, 2), change(1, 3)],
    ['what is nearer by lineage', change(0, 2), change(2, 2)],
    [
      'a fresh failure upstream before an old one here',
      change(1, 1),
      change(0, 9),
    ],
    ['an old one here before a fresh one far away', change(0, 9), change(3, 1)],
    [
      'of what is equally near, what stops data',
      change(1, 2, 'run-failed'),
      change(1, 2, 'run-version'),
    ],
  ])('puts %s first', (_, first, second) => {
    expect(rankChanges([second, first], BEFORE)).toEqual([first, second]);
    expect(rankChanges([first, second], BEFORE)).toEqual([first, second]);
  });

  it('says of the nearest alone what happened to the source of several', () => {
    const lost = (distance: number): PlacedChange => ({
      ...change(distance, 1),
      kind: 'source',
      reason: { code: 'source-unreadable', name: 'Airflow prod' },
    });
    const failed = [change(0, 1), change(1, 1)];
    expect(onceOnly([lost(0), lost(1), ...failed])).toEqual([
      lost(0),
      ...failed,
    ]);
  });

  it('says of the nearest alone what one promotion changed in several', () => {
    const deployed = (distance: number, promotion?: number): PlacedChange => ({
      ...change(distance, 1),
      kind: 'release',
      promotion,
      reason: { code: 'release-deployed', after: '1.1.0' },
    });
    const byHand = [deployed(0), deployed(1)];
    expect(
      onceOnly([deployed(0, 12), deployed(1, 12), deployed(1, 13), ...byHand]),
    ).toEqual([deployed(0, 12), deployed(1, 13), ...byHand]);
  });

  const changes = fc.array(
    fc
      .tuple(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom<PlacedChange['reason']['code']>(
          'run-failed',
          'run-version',
          'volume-low',
        ),
      )
      .map(([distance, ago, code]) => change(distance, ago, code)),
  );

  it('says the same in whichever order they were found', () => {
    fc.assert(
      fc.property(changes, list => {
        const ranked = rankChanges(list, BEFORE);
        expect(rankChanges([...list].reverse(), BEFORE)).toEqual(ranked);
        expect(ranked).toHaveLength(list.length);
      }),
    );
  });

  it('never puts what is further and earlier before what is nearer and later', () => {
    fc.assert(
      fc.property(changes, list => {
        const ranked = rankChanges(list, BEFORE);
        ranked.forEach((later, i) => {
          for (const earlier of ranked.slice(0, i)) {
            expect(
              earlier.distance > later.distance && earlier.at < later.at,
            ).toBe(false);
          }
        });
      }),
    );
  });
});
