import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Findings } from './readEvidence';

const schema = z.object({
  metadata: z.object({
    dbt_schema_version: z.string().includes('run-results'),
  }),
  results: z.array(
    z.object({ unique_id: z.string(), status: z.string() }).loose(),
  ),
});

/** What was made, or tested, without an error; a warning is one that its author lets pass. */
const GOOD = ['success', 'pass', 'warn'];
/** What wasn't made at all. */
const NOT_MADE = ['skipped', 'no-op'];

/**
 * Reads dbt's `run_results.json`. Each node that was built or tested is a check.
 *
 * @throws InputError if it is something else
 * @internal
 */
export function readDbtRunResults(value: unknown): Findings {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      `The report is no run_results.json of dbt: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  const made = parsed.data.results.filter(r => !NOT_MADE.includes(r.status));
  const failed = made.filter(r => !GOOD.includes(r.status));
  return {
    checks: made.length,
    failures: failed.length,
    failing: failed.map(r => r.unique_id),
  };
}
