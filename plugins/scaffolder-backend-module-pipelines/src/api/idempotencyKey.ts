import { createHash } from 'node:crypto';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';

/**
 * The Idempotency-Key of what a step does: the same however often its task is retried, and another one for each step, each of its
 * iterations and each task.
 *
 * @returns 75 characters
 * @internal
 */
export function idempotencyKey(
  ctx: Pick<ActionContext<{}>, 'task' | 'step' | 'each'>,
  action: string,
): string {
  const parts = [ctx.task.id, ctx.step?.id ?? '', action, ctx.each ?? null];
  const digest = createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('hex');
  return `scaffolder-${digest}`;
}
