import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonValue } from '@backstage/types';
import type { RunBatch } from '@sluice/plugin-pipelines-node';
import { SnowflakeClient } from '../client/SnowflakeClient';
import type { SnowflakeInstance } from '../config';
import { SnowflakeSource } from '../SnowflakeSource';
import { DeclaredTables } from '../tables/DeclaredTables';
import { FakeSnowflake } from './FakeSnowflake';
import { fakeInstance } from './instance';

/** What one sweep handed over, all batches together. */
export type SweepResult = Required<
  Pick<RunBatch, 'freshness' | 'counts' | 'costs' | 'issues'>
> & {
  version?: string;
  batches: number;
  error?: Error;
};

/** A source that reads a fake Snowflake. */
export function createSourceRig(
  options: {
    instance?: Partial<SnowflakeInstance>;
    /** Annotations of datasets in the catalog. */
    declared?: Array<{ name: string; column?: string }>;
  } = {},
) {
  const { declared = [] } = options;
  const snowflake = new FakeSnowflake();
  const instance = fakeInstance(options.instance);
  let cursor: JsonValue | undefined;
  const catalog = catalogServiceMock.mock({
    getEntities: async () => ({
      items: declared.map(({ column, name }) => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: 'x',
          annotations: {
            'sluice.dev/snowflake-table': name,
            ...(column && { 'sluice.dev/loaded-at-column': column }),
          },
        },
      })),
    }),
  });
  const start = () =>
    SnowflakeSource.create({
      instance,
      client: SnowflakeClient.create({
        instance,
        sessions: snowflake.sessions,
        retry: { minTimeoutMs: 1 },
      }),
      declared: DeclaredTables.create({ catalog, auth: mockServices.auth() }),
    });
  let source = start();
  return {
    snowflake,
    get cursor() {
      return cursor as any;
    },
    /** The backend starts again: what is kept is the cursor. */
    restart() {
      source = start();
    },
    async sweep(
      signal: AbortSignal = new AbortController().signal,
    ): Promise<SweepResult> {
      const result: SweepResult = {
        freshness: [],
        counts: [],
        costs: [],
        issues: [],
        batches: 0,
      };
      try {
        for await (const batch of source.collect({
          cursor,
          signal,
          now: () => new Date(snowflake.now),
          logger: mockServices.logger.mock(),
        })) {
          cursor = JSON.parse(JSON.stringify(batch.cursor));
          result.batches++;
          result.freshness.push(...(batch.freshness ?? []));
          result.counts.push(...(batch.counts ?? []));
          result.costs.push(...(batch.costs ?? []));
          result.issues = batch.issues ?? result.issues;
          result.version = batch.version ?? result.version;
        }
      } catch (error) {
        result.error = error as Error;
      }
      return result;
    },
    /** Moves the clock. */
    pass(minutes: number) {
      snowflake.now = new Date(
        Date.parse(snowflake.now) + minutes * 60_000,
      ).toISOString();
    },
  };
}
