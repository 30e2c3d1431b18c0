import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, type Manifest } from '../artifacts/manifest';
import { readRunResults, type RunResults } from '../artifacts/runResults';

/** What a real dbt 1.11 left, by its path below `fixtures`: without macros and docs, which nothing reads. */
export function recorded(path: string): string {
  return readFileSync(join(__dirname, '../../fixtures', path), 'utf8');
}

/** The same as an object, to change. */
export function recordedBody(path: string): any {
  return JSON.parse(recorded(path));
}

type Case = 'clean' | 'test_fail' | 'model_error' | 'contract_mismatch';

export function recordedManifest(name: Case = 'clean'): Manifest {
  return readManifest(recorded(`${name}/manifest.json`), 'manifest.json');
}

export function recordedResults(name: Case = 'clean'): RunResults {
  return readRunResults(
    recorded(`${name}/run_results.json`),
    'run_results.json',
  );
}

/** A node of a manifest, as dbt writes it. */
export function nodeBody(
  id: string,
  changes: Record<string, unknown> & { parents?: string[] } = {},
): Record<string, unknown> {
  const [resourceType, packageName, ...rest] = id.split('.');
  const { parents = [], ...others } = changes;
  return {
    unique_id: id,
    resource_type: resourceType,
    package_name: packageName,
    name: resourceType === 'test' ? rest[0] : rest.at(-1),
    fqn: [packageName, ...rest],
    tags: [],
    original_file_path: `models/${rest.join('/')}.sql`,
    patch_path: null,
    depends_on: { macros: [], nodes: parents },
    config: { materialized: 'table' },
    ...others,
  };
}

/** A manifest of these nodes. */
export function manifestOf(nodes: Array<Record<string, any>>): Manifest {
  const by = (keep: (type: string) => boolean) =>
    Object.fromEntries(
      nodes
        .filter(node => keep(node.resource_type))
        .map(node => [node.unique_id, node]),
    );
  const { metadata } = recordedBody('clean/manifest.json');
  const apart = ['source', 'exposure', 'unit_test'];
  return readManifest(
    JSON.stringify({
      metadata,
      nodes: by(type => !apart.includes(type)),
      sources: by(type => type === 'source'),
      exposures: by(type => type === 'exposure'),
      unit_tests: by(type => type === 'unit_test'),
    }),
    'manifest.json',
  );
}

/** The results of an invocation, by the id of the node. */
export function resultsOf(
  statuses: Record<string, string>,
  options: {
    id?: string;
    at?: string;
    args?: Record<string, unknown>;
    env?: Record<string, string>;
  } = {},
): RunResults {
  const { id = 'one', at = '2026-11-21T05:00:00Z', args, env = {} } = options;
  const start = Date.parse(at);
  const time = (seconds: number) =>
    new Date(start + seconds * 1000).toISOString();
  const { metadata } = recordedBody('clean/run_results.json');
  return readRunResults(
    JSON.stringify({
      metadata: {
        ...metadata,
        invocation_id: id,
        invocation_started_at: time(0),
        generated_at: time(100),
        env,
      },
      results: Object.entries(statuses).map(([node, status], index) => ({
        unique_id: node,
        status,
        timing:
          status === 'skipped'
            ? []
            : [
                {
                  started_at: time(5 + index),
                  completed_at: time(10 + index),
                },
              ],
        message: null,
        failures: status === 'fail' ? 3 : null,
      })),
      args: { which: 'build', ...args },
    }),
    'run_results.json',
  );
}
