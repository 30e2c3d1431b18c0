import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { calling } from '../api/calling';
import { askForPromotion } from './askForPromotion';
import type { ActionOptions } from './options';
import { examples } from './promotionRequest.examples';

/**
 * `pipelines:promotion:request`: asks for a promotion of a release, as the person who started the task. What happens then is decided by
 * policy and by people; nothing is voted on here.
 *
 * @internal
 */
export function createPromotionRequestAction(
  options: Pick<ActionOptions, 'clientOf' | 'links'>,
) {
  const { clientOf, links } = options;
  return createTemplateAction({
    id: 'pipelines:promotion:request',
    description:
      'Asks that a release is put into an environment, and says where the request stands',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        releaseId: z => z.number().int().min(1).describe('The release'),
        environment: z =>
          z.string().min(1).max(63).describe('The environment, such as prod'),
        reason: z =>
          z
            .string()
            .min(1)
            .max(2000)
            .describe('Why, for those who decide and for the record'),
        redeploy: z =>
          z
            .boolean()
            .describe('It runs there already, and is deployed again')
            .optional(),
        startAt: z =>
          z
            .string()
            .datetime({ offset: true })
            .describe('Not before. Default: as soon as it is approved')
            .optional(),
      },
      output: {
        promotionId: z => z.number().describe('Absent in a dry run').optional(),
        approvalId: z =>
          z.number().describe('Absent where nobody has to agree').optional(),
        state: z => z.string().describe('Where it stands'),
        nextAction: z => z.string().describe('What happens next'),
        link: z => z.string().describe('Its page').optional(),
      },
    },
    async handler(ctx) {
      const { redeploy, releaseId, ...asked } = ctx.input;
      const kind = redeploy ? ('redeploy' as const) : ('promote' as const);
      if (asked.reason.trim() === '') {
        throw new InputError('reason is blank: say why it is wanted');
      }
      const what = `The promotion of release ${releaseId} to ${asked.environment}`;
      const request = { releaseId, kind, ...asked };
      const client = clientOf(ctx);
      if (ctx.isDryRun) {
        const { environment } = asked;
        const plan = await calling(`Planning: ${what}`, () =>
          client.POST('/promotions/plan', {
            body: { releaseId, environment, kind },
            signal: ctx.signal,
          }),
        );
        if (!plan.canRequest) {
          throw new InputError(
            `${what} can't be asked for: ${plan.problems.join('; ')}`,
          );
        }
        ctx.output('state', 'dry run');
        ctx.output('nextAction', `${what} can be asked for`);
        return;
      }
      const found = await askForPromotion(ctx, { client, what, request });
      ctx.output('promotionId', found.promotionId);
      ctx.output('approvalId', found.approvalId ?? undefined);
      ctx.output('state', found.state);
      ctx.output('nextAction', found.nextAction);
      ctx.output('link', links.promotion(found.promotionId));
    },
  });
}
