import type { SloStanding } from './sloRecords';
import { StandingService } from './StandingService';

const NOW = new Date('2026-11-21T06:00:00.000Z');

function slo(standing?: SloStanding) {
  return {
    id: 1,
    entityRef: 'domain:default/finance',
    definition: {
      name: 'in-45-min',
      kind: 'duration',
      target: 90,
      window: { type: 'rolling', days: 28 },
      duration: { maxSeconds: 2700, completion: { type: 'run' } },
    },
    standing,
  } as any;
}

/** A day so long ago with so many good and bad ones. */
const day = (daysAgo: number, good: number, bad: number) => ({
  date: new Date(NOW.getTime() - daysAgo * 86_400_000)
    .toISOString()
    .slice(0, 10),
  good,
  bad,
  missing: 0,
  rawBad: bad,
  unknown: 0,
  excluded: 0,
  pending: 0,
  idle: 0,
  rescued: 0,
});

function start(days: ReturnType<typeof day>[]) {
  const told: string[][] = [];
  const kept: SloStanding[] = [];
  const service = new StandingService({
    store: {
      putStanding: async (_: number, { standing }: any) => {
        kept.push(standing);
      },
    } as any,
    verdicts: { days: async () => days } as any,
    decisions: async () => [],
    fleet: { putSlo: async () => {} } as any,
    onChanged: async refs => {
      told.push(refs);
    },
    now: () => NOW,
  });
  const versions = [{ validFrom: '2026-01-01', target: 90 }] as any;
  return {
    told,
    async update(before?: SloStanding) {
      await service.update(slo(before), versions, {}, {} as any);
      await service.announce();
      return kept.at(-1)!;
    },
  };
}

describe('StandingService', () => {
  it('tells of an SLO once it looks different, and not while it looks the same', async () => {
    const days = [day(2, 10, 1), day(1, 10, 0)];
    const { told, update } = start(days);
    const first = await update();
    expect(told).toEqual([['domain:default/finance']]);
    days.push(day(0, 5, 0));
    const second = await update(first);
    expect(told).toHaveLength(1);
    days.push(day(0, 0, 1));
    await update(second);
    expect(told).toHaveLength(2);
  });

  it('says when the budget will be spent if things go on as they do', async () => {
    const { update } = start([
      day(20, 100, 0),
      day(3, 10, 1),
      day(2, 10, 2),
      day(1, 10, 3),
    ]);
    expect((await update()).exhaustion).toMatchObject({
      date: expect.stringMatching(/^2026-1[12]-/),
      badPerDay: 6 / 7,
    });
    expect((await start([day(1, 10, 0)]).update()).exhaustion).toBeUndefined();
  });
});
