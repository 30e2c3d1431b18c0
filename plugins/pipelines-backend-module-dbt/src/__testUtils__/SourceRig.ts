import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ArtifactName } from '../artifacts/parseArtifact';
import { DbtRunSource } from '../DbtRunSource';
import { DeclaredSelections } from '../DeclaredSelections';
import { recorded } from './fixtures';
import { MemoryStore } from './MemoryStore';

/** A source that reads a folder of this machine into a store. Call it at the top of a file. */
export function createSourceRig() {
  const folder = createMockDirectory();
  return {
    /** The artifacts that are there from now on. */
    put(files: Partial<Record<ArtifactName, string>>) {
      folder.setContent({ target: files });
    },
    /** Those of a recorded case. */
    putRecorded(name: string, ...files: ArtifactName[]) {
      folder.setContent({
        target: Object.fromEntries(
          files.map(file => [file, recorded(`${name}/${file}`)]),
        ),
      });
    },
    start(
      options: {
        selections?: string[];
        project?: string;
        /** Selections that entities name. Changing the list changes the catalog. */
        declared?: string[];
      } = {},
    ) {
      const { selections = ['+fct_revenue'], declared = [] } = options;
      const catalog = catalogServiceMock.mock({
        getEntities: async () => ({
          items: declared.map(selection => ({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'x',
              annotations: { 'sluice.dev/dbt-selection': selection },
            },
          })),
        }),
      });
      let time = Date.parse('2026-11-21T12:00:00Z');
      const store = new MemoryStore();
      const source = DbtRunSource.create({
        instance: {
          name: 'dbt-prod',
          title: 'dbt (prod)',
          environment: 'prod',
          project: options.project,
          artifacts: {
            root: folder.resolve('.'),
            path: folder.resolve('target'),
            upload: false,
          },
          selections,
          intervalSeconds: 60,
          configKey: 'pipelines.dbt[0]',
        },
        declared: DeclaredSelections.create({
          catalog,
          auth: mockServices.auth(),
        }),
        reader: mockServices.urlReader.mock(),
      });
      return {
        source,
        store,
        sweep: () => {
          time += 60_000;
          return store.sweep(source, { now: () => new Date(time) });
        },
      };
    },
  };
}
