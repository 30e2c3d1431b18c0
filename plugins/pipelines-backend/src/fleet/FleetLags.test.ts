import { TestDatabases } from '@backstage/backend-test-utils';
import {
  at,
  createPortal,
  dagEntity,
  definition,
  fakeSource,
  run,
} from '../__testUtils__/createPortal';
import { FleetLags, type StreamLag } from './FleetLags';

jest.setTimeout(60_000);

const lags = new FleetLags();
const lagOf = (
  pipelineId: number,
  options: Partial<StreamLag> = {},
): StreamLag => ({
  pipelineId,
  environment: 'prod',
  status: 'stall',
  reason: 'offset unchanged at 812',
  at: at(0),
  lag: 4100,
  seconds: 840,
  atLeastSeconds: 840,
  ...options,
});

describe('the lag of the fleet', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'is kept in its rows, to be sorted and filtered by on %s',
    async databaseId => {
      const portal = await createPortal({
        databases,
        databaseId,
        entities: [dagEntity('load', 'load'), dagEntity('enrich', 'enrich')],
        sources: [
          fakeSource({
            async *collect() {
              yield {
                cursor: 1,
                runs: [run()],
                definitions: [definition('load'), definition('enrich')],
              };
            },
          }),
        ],
      });
      await portal.reconcile();
      await portal.sweep();
      await portal.reconcile();
      const { database } = portal;
      const { id } = await database('fleet_pipelines')
        .where({ name: 'enrich' })
        .first('id');
      const put = (...all: StreamLag[]) =>
        database.transaction(tx => lags.put(all, tx));

      // Of two groups the worse counts, and one of another environment doesn't.
      await put(
        lagOf(id, { status: 'ok', seconds: 2 }),
        lagOf(id),
        lagOf(id, { environment: 'dev', status: 'error' }),
      );
      const page = await portal.fleet.page({ orderBy: 'lag' }, {});
      expect(page.items.map(row => [row.name, row.lag?.seconds])).toEqual([
        ['enrich', 840],
        ['load', undefined],
      ]);
      expect(page.facets?.stream).toEqual([{ value: 'stall', count: 1 }]);
      const stalled = await portal.fleet.page({ stream: ['stall'] }, {});
      expect(stalled.items).toMatchObject([
        { lag: { status: 'stall', messages: 4100, readAt: at(0) } },
      ]);

      // Figures alone are written once a minute; another health at once.
      await put(lagOf(id, { at: at(0.5), seconds: 870 }));
      expect(await portal.row('enrich')).toMatchObject({
        lag: { seconds: 840 },
      });
      await put(lagOf(id, { at: at(1), seconds: 900 }));
      expect(await portal.row('enrich')).toMatchObject({
        lag: { seconds: 900 },
      });
      await put(lagOf(id, { at: at(1.2), status: 'unknown', seconds: null }));
      expect(await portal.row('enrich')).toMatchObject({
        lag: { status: 'unknown', atLeastSeconds: 840 },
      });

      await put();
      const row = await portal.row('enrich');
      expect(row).toMatchObject({ name: 'enrich', lag: undefined });
      const none = await portal.fleet.page({ stream: ['unknown'] }, {});
      expect(none.totalItems).toBe(0);
    },
  );
});
