import type { ObservationService } from '../observations';
import { FleetRefresher } from './FleetRefresher';
import type { FleetStore } from './FleetStore';

type Mark = { id: number; pipelineId: number | null; changedAt: string };

/** A refresher over marks that the test sets, and a fleet whose rows it only counts. */
function create(marks: Mark[] = []) {
  const computed: number[][] = [];
  const told: string[][] = [];
  let statusChanges = true;
  let toRecheck: number[] = [];
  const observations = {
    changed: jest.fn(async (limit: number) => marks.slice(0, limit)),
    takenIn: jest.fn(async (taken: Mark[]) => {
      marks.splice(0, marks.length, ...marks.filter(m => !taken.includes(m)));
    }),
    sources: async () => [],
    evidence: async (ids: number[]) => {
      computed.push(ids);
      return new Map();
    },
    ended: async () => [],
  };
  const store = {
    putState: jest.fn(async () => statusChanges),
    get: async (ids: number[]) => ids.map(id => ({ entityRef: `p${id}` })),
    toRecheck: async () => toRecheck,
  };
  const database = {
    transaction: (work: (tx: unknown) => Promise<void>) => work({}),
  };
  const refresher = new FleetRefresher({
    database: database as any,
    store: store as unknown as FleetStore,
    observations: observations as unknown as ObservationService,
    environments: ['prod'],
    targets: { runDurationSeconds: 2700, overdueGraceSeconds: 600 },
    onRefreshed: async refs => {
      told.push(refs);
    },
    now: () => new Date('2026-11-21T06:00:00.000Z'),
  });
  return {
    refresher,
    observations,
    store,
    computed,
    told,
    marks,
    setStatusChanges(value: boolean) {
      statusChanges = value;
    },
    setToRecheck(ids: number[]) {
      toRecheck = ids;
    },
  };
}

const mark = (id: number, pipelineId: number | null = id): Mark => ({
  id,
  pipelineId,
  changedAt: '2026-11-21T05:59:00.000Z',
});
const count = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('FleetRefresher', () => {
  it('takes in all changes, each pipeline once, and those of no pipeline without a row', async () => {
    const { refresher, computed, told, marks } = create([
      mark(1, 7),
      mark(2, 7),
      mark(3, null),
      mark(4, 8),
    ]);
    await refresher.takeInChanges();
    expect(computed).toEqual([[7, 8]]);
    expect(told).toEqual([['p7', 'p8']]);
    expect(marks).toEqual([]);
  });

  it('goes on until nothing is left, in slices that let others in', async () => {
    const { refresher, computed, marks } = create(count(450).map(i => mark(i)));
    await refresher.takeInChanges();
    expect(marks).toEqual([]);
    expect(computed.flat()).toEqual(count(450));
    expect(Math.max(...computed.map(slice => slice.length))).toBe(25);
  });

  it('lets callers that come meanwhile share one more look, which sees what they wrote', async () => {
    const { refresher, observations, computed, marks } = create([mark(1)]);
    const first = refresher.takeInChanges();
    await Promise.resolve();
    marks.push(mark(2));
    await Promise.all([
      first,
      refresher.takeInChanges(),
      refresher.takeInChanges(),
      refresher.takeInChanges(),
    ]);
    expect(computed.flat().sort()).toEqual([1, 2]);
    // Two looks of the first, and at most two of the one that the others share.
    expect(observations.changed.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('leaves the marks on what could not be computed, and takes them in the next time', async () => {
    const { refresher, store, marks } = create([mark(1)]);
    store.putState.mockRejectedValueOnce(new Error('the database went away'));
    await expect(refresher.takeInChanges()).rejects.toThrow('went away');
    expect(marks).toHaveLength(1);
    await refresher.takeInChanges();
    expect(marks).toHaveLength(0);
  });

  it('tells of a recheck only if a status changed', async () => {
    const { refresher, told, computed, setStatusChanges, setToRecheck } =
      create();
    setToRecheck([1, 2]);
    setStatusChanges(false);
    await refresher.recheck();
    expect(computed).toEqual([[1, 2]]);
    expect(told).toEqual([]);
    setStatusChanges(true);
    await refresher.recheck();
    expect(told).toEqual([['p1', 'p2']]);
  });

  it('names no pipelines where there are very many', async () => {
    const { refresher, told } = create();
    await refresher.refresh(count(401));
    expect(told).toEqual([[]]);
  });
});
