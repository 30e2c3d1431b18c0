import {
  manifestOf,
  nodeBody,
  recordedManifest,
  recordedResults,
  resultsOf,
} from './__testUtils__/fixtures';
import { select } from './selection/select';
import { readSelectionRun, type UnfinishedRun } from './selectionRun';

const SELECTION = 'shop/tag:close';

/** Two models of the selection with a test each, one ephemeral, and one of another selection. */
const MANIFEST = manifestOf([
  nodeBody('model.shop.a', { tags: ['close'] }),
  nodeBody('model.shop.b', { tags: ['close'], parents: ['model.shop.a'] }),
  nodeBody('model.shop.view', {
    tags: ['close'],
    config: { materialized: 'ephemeral' },
  }),
  nodeBody('seed.shop.codes', { tags: ['close'] }),
  nodeBody('model.shop.other'),
  nodeBody('test.shop.unique_a.1', { parents: ['model.shop.a'] }),
  nodeBody('test.shop.unique_b.2', { parents: ['model.shop.b'] }),
  nodeBody('test.shop.unique_other.3', { parents: ['model.shop.other'] }),
]);

const [A, B] = ['model.shop.a', 'model.shop.b'];
const [TEST_A, TEST_B] = ['test.shop.unique_a.1', 'test.shop.unique_b.2'];
const ALL_GOOD = {
  [A]: 'success',
  [B]: 'success',
  [TEST_A]: 'pass',
  [TEST_B]: 'pass',
};

function read(
  statuses: Record<string, string>,
  options: Parameters<typeof resultsOf>[1] & { before?: UnfinishedRun } = {},
) {
  const { before, ...invocation } = options;
  return readSelectionRun({
    externalId: SELECTION,
    ids: select(MANIFEST, 'tag:close'),
    manifest: MANIFEST,
    runResults: resultsOf(statuses, invocation),
    before,
  });
}

describe('readSelectionRun', () => {
  it('is a success by the results of its own nodes', () => {
    expect(
      read({
        'model.shop.other': 'error',
        ...ALL_GOOD,
        'test.shop.unique_other.3': 'skipped',
      }),
    ).toEqual({
      run: {
        pipelineExternalId: SELECTION,
        externalId: 'one',
        state: 'success',
        runType: 'scheduled',
        runAfter: '2026-11-21T05:00:00.000Z',
        startedAt: '2026-11-21T05:00:06.000Z',
        endedAt: '2026-11-21T05:00:14.000Z',
        version: undefined,
        note: undefined,
      },
      unfinished: undefined,
    });
  });

  it.each<[string, Record<string, string>, string, string | undefined]>([
    ['a warning', { [TEST_A]: 'warn' }, 'success', undefined],
    ['a failed test', { [TEST_A]: 'fail' }, 'failed', 'unique_a fail (3 rows)'],
    [
      'a failed model',
      { [A]: 'error', [B]: 'skipped', [TEST_A]: 'skipped' },
      'failed',
      'a error; 2 skipped',
    ],
    ['some batches', { [A]: 'partial success' }, 'failed', 'a partial success'],
    ['nothing to do', { [B]: 'no-op' }, 'success', undefined],
    ['a status of tomorrow', { [B]: 'dreaming' }, 'unknown', 'b dreaming'],
  ])('%s', (_, changes, state, note) => {
    const { run } = read({ ...ALL_GOOD, ...changes });
    expect([run?.state, run?.note]).toEqual([state, note]);
  });

  it('takes a recorded failing test for a failed run, and names it', () => {
    const manifest = recordedManifest('test_fail');
    const { run } = readSelectionRun({
      externalId: 'lab/+fct_revenue',
      ids: select(manifest, '+fct_revenue'),
      manifest,
      runResults: recordedResults('test_fail'),
    });
    expect(run).toMatchObject({
      state: 'failed',
      runType: 'scheduled',
      externalId: '4e58a911-ccf8-4c73-b2c7-2deb2bd242eb',
      startedAt: '2026-11-21T07:04:36.192Z',
      endedAt: '2026-11-21T07:04:37.067Z',
      note: 'unique_stg_orders_order_id fail (1 row); 2 skipped',
    });
  });

  it.each(['compile', 'generate', 'test', 'run-operation', 'clone', 'list'])(
    'is none of a dbt %s',
    which => {
      expect(read(ALL_GOOD, { args: { which } }).run).toBeUndefined();
    },
  );

  it('is none of an invocation that built nothing of it', () => {
    expect(read({ 'model.shop.other': 'success' }).run).toBeUndefined();
    expect(read({ [TEST_A]: 'pass' }).run).toBeUndefined();
  });

  it('delivers nothing that was promised if some models were left out', () => {
    const { run, unfinished } = read({ [A]: 'success', [TEST_A]: 'pass' });
    expect(run).toMatchObject({
      state: 'success',
      runType: 'manual',
      note: '1 of 2 models',
    });
    expect(unfinished).toBeUndefined();
  });

  it('delivers nothing that was promised if tables were built empty', () => {
    expect(read(ALL_GOOD, { args: { empty: true } }).run).toMatchObject({
      runType: 'manual',
      note: 'built with --empty',
    });
  });

  it('takes its place from the data interval that was handed on', () => {
    const { run } = read(ALL_GOOD, {
      env: {
        SLUICE_DATA_INTERVAL_START: '2026-11-20T05:00:00+00:00',
        SLUICE_DATA_INTERVAL_END: '2026-11-20T23:00:00-06:00',
        SLUICE_VERSION: '4f2c1aa',
      },
    });
    expect(run).toMatchObject({
      runAfter: '2026-11-21T05:00:00.000Z',
      dataIntervalStart: '2026-11-20T05:00:00.000Z',
      dataIntervalEnd: '2026-11-21T05:00:00.000Z',
      version: '4f2c1aa',
    });
  });

  it.each(['tomorrow', '2026-11-21T05:00', ''])(
    'leaves out the data interval %j',
    value => {
      const { run } = read(ALL_GOOD, {
        env: { SLUICE_DATA_INTERVAL_END: value },
      });
      expect(run).not.toHaveProperty('dataIntervalEnd');
      expect(run?.runAfter).toBe('2026-11-21T05:00:00.000Z');
    },
  );

  describe('after a run that left something undone', () => {
    const failed = () =>
      read({
        ...ALL_GOOD,
        [B]: 'error',
        [TEST_B]: 'skipped',
      }).unfinished;
    const later = { id: 'two', at: '2026-11-21T05:40:00Z' };

    it('remembers what is undone, and where the run stands', () => {
      expect(failed()).toEqual({
        place: { runAfter: '2026-11-21T05:00:00.000Z' },
        undone: [B, TEST_B],
      });
    });

    it('takes what does all of it for the same delivery, later', () => {
      const retried = read(
        { [B]: 'success', [TEST_B]: 'pass' },
        { ...later, before: failed() },
      );
      expect(retried.run).toMatchObject({
        externalId: 'two',
        state: 'success',
        runType: 'scheduled',
        runAfter: '2026-11-21T05:00:00.000Z',
        endedAt: '2026-11-21T05:40:11.000Z',
        note: undefined,
      });
      expect(retried.unfinished).toBeUndefined();
    });

    it('also if only tests were left', () => {
      const before = read({ ...ALL_GOOD, [TEST_B]: 'fail' }).unfinished;
      expect(
        read({ [TEST_B]: 'pass' }, { ...later, before }).run,
      ).toMatchObject({ state: 'success', runType: 'scheduled' });
    });

    it('goes on to wait for the rest', () => {
      const half = read({ [B]: 'success' }, { ...later, before: failed() });
      expect(half.run).toMatchObject({ state: 'success', runType: 'manual' });
      expect(half.unfinished?.undone).toEqual([TEST_B]);
    });

    it('still waits if it fails again, and after empty tables', () => {
      const before = failed();
      expect(
        read({ [B]: 'error' }, { ...later, before }).unfinished?.undone,
      ).toEqual([B, TEST_B]);
      expect(
        read(ALL_GOOD, { ...later, before, args: { empty: true } }).unfinished,
      ).toEqual(before);
      expect(
        read(ALL_GOOD, { ...later, before, args: { which: 'compile' } })
          .unfinished,
      ).toEqual(before);
    });

    it('is over with the next whole run', () => {
      const next = read(ALL_GOOD, { ...later, before: failed() });
      expect(next.run?.runAfter).toBe('2026-11-21T05:40:00.000Z');
      expect(next.unfinished).toBeUndefined();
    });
  });
});
