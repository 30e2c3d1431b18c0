import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { PipelinesClient } from '@sluice/plugin-pipelines-common';
import { calling } from '../api/calling';
import { idempotencyKey } from '../api/idempotencyKey';
import { askForPromotion } from './askForPromotion';
import { chooseRollback } from './chooseRollback';
import type { ActionOptions } from './options';
import { examples } from './rollbackRequest.examples';

/**
 * `pipelines:rollback:request`: asks that an environment goes back, to the release that is best for it or to one that is named.
 *
 * @internal
 */
export function createRollbackRequestAction(
  options: Pick<ActionOptions, 'clientOf' | 'links'>,
) {
  const { clientOf, links } = options;
  return createTemplateAction({
    id: 'pipelines:rollback:request',
    description:
      'Asks that a unit goes back in an environment, to its last known good release or to one that is named',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        unit: z => z.string().min(1).max(63).describe('The release unit'),
        environment: z =>
          z.string().min(1).max(63).describe('The environment, such as prod'),
        reason: z =>
          z
            .string()
            .min(1)
            .max(2000)
            .describe('Why, for those who decide and for the record'),
        releaseId: z =>
          z
            .number()
            .int()
            .min(1)
            .describe('Back to this release. Default: the best one')
            .optional(),
        incidentId: z =>
          z
            .number()
            .int()
            .min(1)
            .describe('The incident that it mends')
            .optional(),
      },
      output: {
        promotionId: z => z.number().describe('Absent in a dry run').optional(),
        approvalId: z =>
          z.number().describe('Absent where nobody has to agree').optional(),
        releaseId: z => z.number().describe('The release that it goes back to'),
        why: z => z.string().describe('Why it is that release'),
        state: z => z.string().describe('Where it stands'),
        nextAction: z => z.string().describe('What happens next'),
        link: z => z.string().describe('Its page').optional(),
      },
    },
    async handler(ctx) {
      const { environment, incidentId, reason, unit } = ctx.input;
      if (reason.trim() === '') {
        throw new InputError('reason is blank: say why it has to go back');
      }
      const client = clientOf(ctx);
      const choose = () => chosenRelease(ctx, client);
      // A retried task goes back to the release that it chose first, whatever is the best one by now.
      const choice = ctx.isDryRun
        ? await choose()
        : await ctx.checkpoint<RollbackChoice>({
            key: idempotencyKey(ctx, 'rollback-choice'),
            fn: choose,
          });
      ctx.output('releaseId', choice.releaseId);
      ctx.output('why', choice.why);
      const what = `The rollback of ${unit} in ${environment} to release ${choice.releaseId}`;
      if (ctx.isDryRun) {
        ctx.output('state', 'dry run');
        ctx.output('nextAction', `${what} can be asked for`);
        return;
      }
      const asked = await askForPromotion(ctx, {
        client,
        what,
        request: {
          releaseId: choice.releaseId,
          environment,
          kind: 'rollback',
          reason,
          incidentId,
        },
      });
      ctx.output('promotionId', asked.promotionId);
      ctx.output('approvalId', asked.approvalId ?? undefined);
      ctx.output('state', asked.state);
      ctx.output('nextAction', asked.nextAction);
      ctx.output('link', links.promotion(asked.promotionId));
    },
  });
}

type RollbackChoice = { releaseId: number; why: string };

async function chosenRelease(
  ctx: {
    input: { unit: string; environment: string; releaseId?: number };
    signal?: AbortSignal;
  },
  client: PipelinesClient,
): Promise<RollbackChoice> {
  const { environment, releaseId, unit } = ctx.input;
  const found = await calling(`Reading the unit ${unit}`, () =>
    client.GET('/units/{unit}', {
      params: { path: { unit } },
      signal: ctx.signal,
    }),
  );
  const offered = found.rollbackOptions.find(
    each => each.environment === environment,
  );
  if (!offered) {
    throw new NotFoundError(
      `${unit} has no environment ${environment}: it is one of ${
        found.environments.map(each => each.environment).join(', ') || 'none'
      }`,
    );
  }
  const choice = chooseRollback(offered.options, releaseId);
  if ('problem' in choice) {
    throw new InputError(
      `${unit} can't go back in ${environment}: ${choice.problem}`,
    );
  }
  return choice;
}
