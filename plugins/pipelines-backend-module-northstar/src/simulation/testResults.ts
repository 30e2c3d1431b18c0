import type {
  RunObservation,
  TestReading,
} from '@sluice/plugin-pipelines-node';
import type { NorthstarPipeline } from '../fleet';
import { draws } from './draws';
import { DAY } from './time';

/** How far back results of tests are told, so that the first start stays quick. */
const TOLD = 7 * DAY;

/** What each model is tested for. */
const TESTS = ['not_null', 'unique', 'relationships'];

/** How likely a test warns: some rows are off, fewer than matter. */
const WARN_RATE = 0.002;

/**
 * What the tests of a dbt selection said in runs that ended. A run that failed in a test has that test failed; one that failed for
 * another reason says nothing of those that came after.
 *
 * @param now - milliseconds since 1970
 * @internal
 */
export function testResults(options: {
  seed: string;
  pipeline: NorthstarPipeline;
  runs: RunObservation[];
  now: number;
}): TestReading[] {
  const { now, pipeline, runs, seed } = options;
  const models = pipeline.writes.map(key => key.slice(key.indexOf(':') + 1));
  return runs.flatMap(run => {
    const { endedAt, externalId, note = '', state } = run;
    if (!endedAt || Date.parse(endedAt) < now - TOLD) return [];
    const hasFailed = state === 'failed';
    const failing = /Failure in test (\w+): got (\d+) results/.exec(note);
    const [place] = draws(seed, 'broken', pipeline.name, externalId);
    const broken = Math.floor(place * models.length);
    return models.flatMap((model, i) =>
      TESTS.map((kind): TestReading => {
        const reading = {
          subject: { pipeline: run.pipelineExternalId },
          test: `${kind}_${model}`,
          executionId: externalId,
          at: endedAt,
        };
        if (hasFailed && failing && i === broken && kind === failing[1]) {
          return {
            ...reading,
            state: 'fail',
            failures: Number(failing[2]),
            message: `${failing[0]} (simulated)`,
          };
        }
        if (hasFailed && !failing && i >= broken) {
          return { ...reading, state: i === broken ? 'error' : 'skipped' };
        }
        const [luck] = draws(seed, 'test', reading.test, externalId);
        return { ...reading, state: luck < WARN_RATE ? 'warn' : 'pass' };
      }),
    );
  });
}
