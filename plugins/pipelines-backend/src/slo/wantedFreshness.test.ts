import { TestDatabases } from '@backstage/backend-test-utils';
import type { WantedFreshness } from '@sluice/plugin-pipelines-node';
import {
  createPortal,
  dagEntity,
  definition,
  fakeSource,
} from '../__testUtils__/createPortal';

jest.setTimeout(60_000);

const fresh = (max: string, name = 'fresh') => ({
  name,
  kind: 'freshness',
  target: 99,
  window: { rolling: '30d' },
  freshness: { max },
});

describe('what freshness SLOs are about', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'is known to sources, with the strictest bound, as long as it is promised on %s',
    async databaseId => {
      const asked: WantedFreshness[][] = [];
      const portal = await createPortal({
        databases,
        databaseId,
        entities: [
          dagEntity('stream', 'stream', {
            slos: [fresh('3m'), fresh('90s', 'strict')],
          }),
          dagEntity('slow', 'slow', { slos: [fresh('1h')] }),
          dagEntity('free', 'free'),
        ],
        sources: [
          fakeSource({
            async *collect({ wantedFreshness }) {
              asked.push(await wantedFreshness!());
              yield {
                cursor: 1,
                definitions: ['stream', 'slow', 'free'].map(id =>
                  definition(id),
                ),
                definitionsComplete: true,
              };
            },
          }),
        ],
      });
      await portal.sweep();
      await portal.reconcile();
      await portal.slos.readDefinitions();
      await portal.sweep();
      expect(asked).toEqual([
        [],
        [
          { pipelineExternalId: 'slow', maxSeconds: 3600 },
          { pipelineExternalId: 'stream', maxSeconds: 90 },
        ],
      ]);
      portal.setEntities([
        dagEntity('stream', 'stream'),
        dagEntity('slow', 'slow', { slos: [fresh('1h')] }),
      ]);
      await portal.reconcile();
      await portal.slos.readDefinitions();
      await portal.sweep();
      expect(asked[2]).toEqual([
        { pipelineExternalId: 'slow', maxSeconds: 3600 },
      ]);
    },
  );
});
