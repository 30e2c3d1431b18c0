import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { calling } from '../api/calling';
import { idempotencyKey } from '../api/idempotencyKey';
import { examples } from './exemptionRequest.examples';
import type { ActionOptions } from './options';

/** What is kept of an exemption that was asked for: as JSON, so no interface. */
type AskedExemption = {
  exemptionId: number;
  approvalId: number | null;
  state: string;
};

/**
 * `pipelines:exemption:request`: asks that a pipeline needn't pass a check for a while. Somebody else decides.
 *
 * @internal
 */
export function createExemptionRequestAction(
  options: Pick<ActionOptions, 'clientOf' | 'links'>,
) {
  const { clientOf, links } = options;
  return createTemplateAction({
    id: 'pipelines:exemption:request',
    description:
      "Asks that a pipeline needn't pass a check of a scorecard for a while, and says where the request stands",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        scorecardId: z => z.string().min(1).max(63).describe('The scorecard'),
        check: z => z.string().min(1).max(63).describe('The check of it'),
        entityRef: z =>
          z.string().min(1).max(255).describe('The pipeline, an entity ref'),
        reason: z =>
          z.string().min(10).max(2000).describe('Why, for who decides'),
        until: z =>
          z
            .string()
            .describe(
              'When it ends: a date, 2026-12-31, or a time in ISO 8601',
            ),
      },
      output: {
        exemptionId: z => z.number().describe('Absent in a dry run').optional(),
        approvalId: z => z.number().describe('Who decides').optional(),
        state: z => z.string().describe('Where it stands'),
        link: z => z.string().describe('Where it is decided').optional(),
      },
    },
    async handler(ctx) {
      const { check, scorecardId, ...asked } = ctx.input;
      const until = new Date(asked.until);
      if (Number.isNaN(until.getTime())) {
        throw new InputError(
          `until is ${JSON.stringify(
            asked.until,
          )}: write a date such as 2026-12-31`,
        );
      }
      const client = clientOf(ctx);
      if (ctx.isDryRun) {
        const { items } = await calling('Reading the scorecards', () =>
          client.GET('/scorecards', { signal: ctx.signal }),
        );
        const scorecard = items.find(each => each.id === scorecardId);
        if (!scorecard?.checks.some(each => each.id === check)) {
          throw new InputError(
            scorecard
              ? `The scorecard ${scorecardId} has no check ${check}: it is one of ${scorecard.checks
                  .map(each => each.id)
                  .join(', ')}`
              : `There is no scorecard ${scorecardId}: it is one of ${items
                  .map(each => each.id)
                  .join(', ')}`,
          );
        }
        ctx.output('state', 'dry run');
        return;
      }
      const key = idempotencyKey(ctx, 'exemption');
      const made = await ctx.checkpoint<AskedExemption>({
        key,
        fn: async () => {
          const found = await calling(
            `The exemption of ${asked.entityRef} from ${check}`,
            () =>
              client.POST('/exemptions', {
                params: { header: { 'Idempotency-Key': key } },
                body: {
                  scorecardId,
                  check,
                  ...asked,
                  until: until.toISOString(),
                },
                signal: ctx.signal,
              }),
          );
          return {
            exemptionId: found.id,
            approvalId: found.approvalId ?? null,
            state: found.state,
          };
        },
      });
      ctx.logger.info(`Exemption ${made.exemptionId} is ${made.state}`);
      ctx.output('exemptionId', made.exemptionId);
      ctx.output('approvalId', made.approvalId ?? undefined);
      ctx.output('state', made.state);
      ctx.output(
        'link',
        made.approvalId === null ? undefined : links.approval(made.approvalId),
      );
    },
  });
}
