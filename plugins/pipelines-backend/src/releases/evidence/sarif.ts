import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Findings } from './readEvidence';

const component = z
  .object({ rules: z.array(z.object({ id: z.string() }).loose()).optional() })
  .loose();
const schema = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(
    z.object({
      tool: z.object({
        driver: component,
        extensions: z.array(component).optional(),
      }),
      invocations: z
        .array(z.object({ executionSuccessful: z.boolean() }).loose())
        .optional(),
      results: z
        .array(
          z
            .object({
              ruleId: z.string().optional(),
              kind: z.string().optional(),
              level: z.string().optional(),
              suppressions: z.array(z.unknown()).optional(),
            })
            .loose(),
        )
        .optional(),
    }),
  ),
});

/**
 * Reads SARIF 2.1.0 (OASIS). Rules are checks; a result of level `error` that isn't suppressed is a failure. A tool that lists no rules
 * made as many checks as it has results. A run that wasn't successful, or has no results at all, says nothing.
 *
 * @throws InputError if it is something else
 * @internal
 */
export function readSarif(value: unknown): Findings {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      `The report is no SARIF 2.1.0: ${z.prettifyError(parsed.error)}`,
    );
  }
  const findings: Findings = { checks: 0, failures: 0, failing: [] };
  for (const { invocations = [], results, tool } of parsed.data.runs) {
    if (invocations.some(i => !i.executionSuccessful)) {
      findings.unclear = 'The tool says that it did not run to its end';
    }
    if (!results) {
      findings.unclear = 'A run has no results, so its rules were not applied';
      continue;
    }
    const rules = [tool.driver, ...(tool.extensions ?? [])].flatMap(
      c => c.rules ?? [],
    );
    findings.checks += Math.max(rules.length, results.length);
    // Without a level a result is a warning, unless it is of a kind that is no failure (3.27.10).
    const failed = results.filter(
      r =>
        (r.kind ?? 'fail') === 'fail' &&
        r.level === 'error' &&
        !r.suppressions?.length,
    );
    findings.failures += failed.length;
    findings.failing.push(...failed.map(r => r.ruleId ?? 'a rule'));
  }
  return findings;
}
