import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  OperationDryRun,
  OperationPartitionRow,
  OperationRequestBody,
} from '@sluice/plugin-pipelines-common';
import { calling } from '../api/calling';
import { idempotencyKey } from '../api/idempotencyKey';
import { examples } from './operationRequest.examples';
import type { ActionOptions } from './options';

/** What is kept of an operation that was asked for: as JSON, so no interface. */
type AskedOperation = {
  operationId: number;
  approvalId: number | null;
  state: string;
};

/**
 * `pipelines:operation:request`: asks that the offsets of a consumer group are reset, for no more messages than the person said.
 *
 * @internal
 */
export function createOperationRequestAction(
  options: Pick<ActionOptions, 'clientOf' | 'links'>,
) {
  const { clientOf, links } = options;
  return createTemplateAction({
    id: 'pipelines:operation:request',
    description:
      'Asks that the offsets of a consumer group are reset, within limits that are given in messages',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z =>
          z.string().min(1).max(255).describe('Name of the Kafka cluster'),
        group: z => z.string().min(1).max(255).describe('The consumer group'),
        topics: z =>
          z
            .array(z.string().min(1).max(249))
            .min(1)
            .max(100)
            .describe(
              'Only these topics. Default: all that it has committed to',
            )
            .optional(),
        to: z =>
          z
            .object({
              at: z.enum(['earliest', 'latest', 'time', 'offset']),
              time: z.string().datetime({ offset: true }).optional(),
              offset: z.number().int().min(0).optional(),
            })
            .describe('Where it goes on reading'),
        atMost: z =>
          z
            .object({
              readAgain: z.number().int().min(0),
              skipped: z.number().int().min(0),
            })
            .describe('More messages than this, and it is not asked for'),
        reason: z =>
          z
            .string()
            .min(10)
            .max(2000)
            .describe('Why, for those who decide and for the record'),
      },
      output: {
        operationId: z => z.number().describe('Absent in a dry run').optional(),
        approvalId: z =>
          z.number().describe('Absent where nobody has to agree').optional(),
        state: z => z.string().describe('Where it stands'),
        readAgain: z => z.number().describe('Messages that are read again'),
        skipped: z => z.number().describe('Messages that are never read'),
        link: z => z.string().describe('Where it is decided').optional(),
      },
    },
    async handler(ctx) {
      const { atMost, cluster, group, reason, to, topics } = ctx.input;
      const request: OperationRequestBody = {
        sourceId: cluster,
        kind: 'reset-offsets',
        group,
        topics,
        to,
      };
      const what = `The reset of ${group} in ${cluster}`;
      const client = clientOf(ctx);
      const plan = async () => {
        const found = await calling(`Planning: ${what}`, () =>
          client.POST('/operations/plan', {
            body: request,
            signal: ctx.signal,
          }),
        );
        refuseBeyond(what, found.totals, atMost);
        return {
          partitions: found.partitions,
          readAgain: found.totals.readAgain,
          skipped: found.totals.skipped,
        };
      };
      // What a retried task asks for are the numbers that it saw first.
      const shown = ctx.isDryRun
        ? await plan()
        : await ctx.checkpoint<{
            partitions: OperationPartitionRow[];
            readAgain: number;
            skipped: number;
          }>({ key: idempotencyKey(ctx, 'operation-plan'), fn: plan });
      ctx.output('readAgain', shown.readAgain);
      ctx.output('skipped', shown.skipped);
      if (ctx.isDryRun) {
        ctx.output('state', 'dry run');
        return;
      }
      const key = idempotencyKey(ctx, 'operation');
      const made = await ctx.checkpoint<AskedOperation>({
        key,
        fn: async () => {
          const found = await calling(what, () =>
            client.POST('/operations', {
              params: { header: { 'Idempotency-Key': key } },
              body: { request, shown: shown.partitions, reason },
              signal: ctx.signal,
            }),
          );
          return {
            operationId: found.id,
            approvalId: found.approvalId ?? null,
            state: found.state,
          };
        },
      });
      ctx.logger.info(
        `${what} is operation ${made.operationId}, ${made.state}`,
      );
      ctx.output('operationId', made.operationId);
      ctx.output('approvalId', made.approvalId ?? undefined);
      ctx.output('state', made.state);
      ctx.output(
        'link',
        made.approvalId === null ? undefined : links.approval(made.approvalId),
      );
    },
  });
}

/** @throws ConflictError if it would touch more than was said */
function refuseBeyond(
  what: string,
  totals: OperationDryRun['totals'],
  atMost: { readAgain: number; skipped: number },
): void {
  const { readAgain, skipped } = totals;
  if (readAgain <= atMost.readAgain && skipped <= atMost.skipped) return;
  throw new ConflictError(
    `${what} would have ${readAgain} messages read again and ${skipped} skipped, and atMost says ${atMost.readAgain} and ${atMost.skipped}: look at the consumer group, and raise atMost if that is meant`,
  );
}
