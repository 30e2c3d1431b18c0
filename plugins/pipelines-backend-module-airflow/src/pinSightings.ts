import type { PinSighting } from '@sluice/plugin-pipelines-node';
import type { DagBody, DagRunBody, ImportErrorBody } from './bodies';
import { instant } from './runs';

/**
 * What is seen of a versioned bundle. A run's version is its own `bundle_version`: that of its `dag_versions` is rewritten by later
 * deployments, and that of the DAG is only what the next run would get.
 *
 * @param seen - `since`: errors that are older were there before
 * @internal
 */
export function ofBundle(seen: {
  bundle: string;
  dags: DagBody[];
  runs: DagRunBody[];
  importErrors: ImportErrorBody[];
  since: string;
}): PinSighting {
  const { bundle, dags, importErrors, runs, since } = seen;
  return {
    loaded: dags.map(each => ({
      pipeline: each.dag_id,
      version: each.bundle_version,
    })),
    runs: runs.flatMap(run => {
      const startedAt = instant(run.start_date);
      return startedAt === undefined
        ? []
        : [
            {
              pipeline: run.dag_id,
              run: run.dag_run_id,
              version: run.bundle_version,
              startedAt,
            },
          ];
    }),
    problems: importErrors
      .filter(
        error =>
          error.bundle_name === bundle &&
          (instant(error.timestamp) ?? since) >= since,
      )
      .map(({ filename, stack_trace: trace = '' }) => ({
        file: filename,
        detail: `${filename}: ${lastLine(trace)}`,
      })),
  };
}

/**
 * What is seen of files in a folder, by tags `sluice:<unit>@<commit>` that whoever put them there gave the DAGs. Such runs have no versions.
 *
 * @internal
 */
export function ofTags(dags: DagBody[], unit: string): PinSighting {
  const prefix = `sluice:${unit}@`;
  const ours = dags.flatMap(dag => {
    const tag = dag.tags?.find(({ name }) => name.startsWith(prefix));
    return tag ? [{ dag, version: tag.name.slice(prefix.length) }] : [];
  });
  return {
    loaded: ours.map(({ dag, version }) => ({ pipeline: dag.dag_id, version })),
    runs: [],
    problems: ours
      .filter(({ dag }) => dag.has_import_errors)
      .map(({ dag }) => ({ detail: `${dag.dag_id} can't be imported` })),
  };
}

/** Of a stack trace: what went wrong. */
function lastLine(trace: string): string {
  return trace.trim().split('\n').at(-1)?.slice(0, 300) || 'no reason given';
}
