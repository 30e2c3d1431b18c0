import { z } from 'zod';
import { type Invocation, readInvocation } from './invocation';
import { metadataBody, parseArtifact } from './parseArtifact';

const timingBody = z.object({
  started_at: z.iso.datetime({ offset: true }).nullish(),
  completed_at: z.iso.datetime({ offset: true }).nullish(),
});

const runResultsBody = z.object({
  metadata: metadataBody,
  results: z.array(
    z.object({
      unique_id: z.string(),
      status: z.string(),
      timing: z.array(timingBody).nullish(),
      message: z.string().nullish(),
      failures: z.number().int().nonnegative().nullish(),
    }),
  ),
  args: z.looseObject({ which: z.string().nullish() }).nullish(),
});

/** What became of one node in one invocation. Times are ISO 8601 in UTC. @internal */
export type NodeResult = {
  id: string;
  /** As dbt says it: `success`, `error`, `fail`, `warn`, `skipped`, `pass` … */
  status: string;
  startedAt?: string;
  completedAt?: string;
  /** Rows that failed a test. */
  failures?: number;
  message?: string;
};

/** What is used of a run_results.json. @internal */
export type RunResults = {
  invocation: Invocation;
  /** The command: `build`, `run`, `test`, `compile` … Undefined where the artifact doesn't say. */
  command?: string;
  /** Built with `--empty`: tables without rows. */
  isEmpty: boolean;
  results: NodeResult[];
};

/**
 * Reads a run_results.json of version 4 to 6.
 *
 * @throws DbtArtifactError if it can't be read
 * @internal
 */
export function readRunResults(text: string, where: string): RunResults {
  const { metadata, results, args } = parseArtifact(text, {
    name: 'run_results.json',
    where,
    schema: runResultsBody,
  });
  return {
    invocation: readInvocation(metadata),
    command: args?.which ?? undefined,
    isEmpty: args?.empty === true,
    results: results.map(result => ({
      id: result.unique_id,
      status: result.status,
      startedAt: earliest(result.timing?.map(t => t.started_at)),
      completedAt: latest(result.timing?.map(t => t.completed_at)),
      failures: result.failures ?? undefined,
      message: result.message ?? undefined,
    })),
  };
}

/** The first of some times. @internal */
export function earliest(
  times: Array<string | null | undefined> = [],
): string | undefined {
  return ascending(times)[0];
}

/** The last of some times. @internal */
export function latest(
  times: Array<string | null | undefined> = [],
): string | undefined {
  return ascending(times).at(-1);
}

function ascending(times: Array<string | null | undefined>): string[] {
  return times
    .flatMap(time => (time ? new Date(time).toISOString() : []))
    .sort();
}
