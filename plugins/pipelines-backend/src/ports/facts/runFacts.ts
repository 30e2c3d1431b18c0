import type { FactProvider, FactReading } from '@sluice/plugin-pipelines-node';
import type { FleetService } from '../../fleet';
import type { ReadingService } from '../../observations';
import { say, share } from './readings';

const DAY_MS = 86_400_000;
/** Tests run with each build: of so many days there are results of every one. */
const TEST_DAYS = 7;

/** What became of the runs and the data tests of pipelines in production. @internal */
export function runFacts(options: {
  fleet: Pick<FleetService, 'findAll'>;
  readings: Pick<ReadingService, 'testCounts' | 'testsThatFailed'>;
  production: string;
}): FactProvider {
  const { fleet, production, readings } = options;
  return {
    id: 'observations',
    facts: [
      {
        name: 'runs.success-rate',
        title: 'Success rate',
        description:
          'The share of scheduled runs of the last 30 days that succeeded.',
        type: 'number',
        unit: 'share',
        types: ['airflow-dag', 'dbt-selection', 'spark-job'],
      },
      {
        name: 'tests.count',
        title: 'Data tests',
        description: `How many data tests ran in production in the last ${TEST_DAYS} days.`,
        type: 'number',
        unit: 'count',
        types: ['dbt-selection'],
      },
      {
        name: 'tests.pass-rate',
        title: 'Data tests that passed',
        description: `The share of results of data tests in the last ${TEST_DAYS} days that were no failure; what was skipped or couldn't run doesn't count.`,
        type: 'number',
        unit: 'share',
        types: ['dbt-selection'],
      },
    ],
    async read(entityRefs, { now, signal }) {
      const records = await fleet.findAll([...entityRefs], {});
      const found: FactReading[] = [];
      for (const record of records.values()) {
        signal.throwIfAborted();
        const { entityRef, id, scheduled30d, succeeded30d, type } = record;
        const at = now.toISOString();
        const said = say({ entityRef, source: 'observations', at });
        const never =
          record.environment === null || record.status === 'unknown';
        const why = never
          ? 'No source that can be read has seen it'
          : 'Nothing was scheduled in the last 30 days';
        found.push(
          scheduled30d > 0
            ? said.known(
                'runs.success-rate',
                share(succeeded30d / scheduled30d),
                [
                  {
                    title: `${succeeded30d} of ${scheduled30d} scheduled runs succeeded`,
                  },
                  ...record.recentRuns
                    .filter(run => run.state === 'failed')
                    .map(run => ({
                      title: 'A run failed',
                      at: run.endedAt ?? run.startedAt,
                    })),
                ],
              )
            : said.unknown('runs.success-rate', why),
        );
        if (type !== 'dbt-selection') continue;
        const period = {
          pipelineId: id,
          environment: production,
          from: new Date(now.getTime() - TEST_DAYS * DAY_MS).toISOString(),
          to: at,
        };
        const counts = await readings.testCounts(period);
        if (counts.length === 0) {
          found.push(
            ...(never
              ? [
                  said.unknown('tests.count', why),
                  said.unknown('tests.pass-rate', why),
                ]
              : [
                  said.known('tests.count', 0),
                  said.notApplicable('tests.pass-rate', 'It has no data tests'),
                ]),
          );
          continue;
        }
        const tests = new Set(counts.map(each => each.test));
        // A test that was skipped or couldn't run says nothing about the data.
        const all = sum(
          counts.filter(({ state }) =>
            ['pass', 'warn', 'fail'].includes(state),
          ),
        );
        const bad = counts.filter(({ state }) => state === 'fail');
        found.push(said.known('tests.count', tests.size));
        if (all === 0) {
          found.push(said.unknown('tests.pass-rate', 'No test could run'));
          continue;
        }
        found.push(
          said.known(
            'tests.pass-rate',
            share((all - sum(bad)) / all),
            bad.map(({ count, state, test }) => ({
              title: `${test}: ${count} × ${state}`,
            })),
          ),
        );
      }
      return found;
    },
  };
}

function sum(counts: ReadonlyArray<{ count: number }>): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
