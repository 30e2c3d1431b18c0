import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Findings } from './readEvidence';

const schema = z.object({
  format_version: z.string().regex(/^1\./),
  errored: z.boolean().optional(),
  checks: z
    .array(
      z.object({
        address: z.object({ to_display: z.string() }).loose(),
        status: z.enum(['pass', 'fail', 'error', 'unknown']),
      }),
    )
    .optional(),
});

/**
 * Reads a plan of Terraform as JSON (`terraform show -json`, format 1.x). Its check blocks, preconditions and postconditions are the checks; what
 * can only be known after it was applied is unclear.
 *
 * @throws InputError if it is something else
 * @internal
 */
export function readTerraformPlan(value: unknown): Findings {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      `The report is no plan of Terraform as JSON: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  const { checks = [], errored } = parsed.data;
  const failed = checks.filter(c => ['fail', 'error'].includes(c.status));
  const unknown = checks.filter(c => c.status === 'unknown');
  const names = failed.map(c => c.address.to_display);
  return {
    checks: checks.length + (errored ? 1 : 0),
    failures: failed.length + (errored ? 1 : 0),
    failing: errored ? ['the plan itself', ...names] : names,
    unclear:
      unknown.length > 0
        ? `Known only after it was applied: ${unknown
            .map(c => c.address.to_display)
            .join(', ')}`
        : undefined,
  };
}
