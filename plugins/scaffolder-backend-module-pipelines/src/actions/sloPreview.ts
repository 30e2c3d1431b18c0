import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { calling } from '../api/calling';
import type { ActionOptions } from './options';
import { describePreview } from './describePreview';
import { examples } from './sloPreview.examples';

/**
 * `pipelines:slo:preview`: what an SLO would have come to on the runs of the last days. It keeps nothing.
 *
 * @internal
 */
export function createSloPreviewAction(
  options: Pick<ActionOptions, 'clientOf'>,
) {
  const { clientOf } = options;
  return createTemplateAction({
    id: 'pipelines:slo:preview',
    description:
      'Tries an SLO on the past of a pipeline, and refuses one that is not written as it has to be',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z
            .string()
            .max(255)
            .describe('The pipeline on whose past it is tried, an entity ref'),
        slo: z =>
          z
            .record(z.any())
            .describe('The SLO, as it would stand in spec.slos of the entity'),
        days: z =>
          z
            .number()
            .int()
            .min(1)
            .max(366)
            .describe('So many days back. Default: 90')
            .optional(),
      },
      output: {
        good: z => z.number().describe('How many would have been good'),
        bad: z => z.number().describe('How many would have been missed'),
        unknown: z => z.number().describe('Of how many nobody can say'),
        wouldHaveMet: z =>
          z
            .boolean()
            .describe('Whether its budget would not have been overspent'),
        summary: z => z.string().describe('What it would have come to'),
        yaml: z => z.string().describe('The SLO as it goes into spec.slos'),
      },
    },
    async handler(ctx) {
      const { days = 90, entityRef, slo } = ctx.input;
      const client = clientOf(ctx);
      const preview = await calling(`Trying the SLO on ${entityRef}`, () =>
        client.POST('/slos/preview', {
          body: { entityRef, slo, days },
          signal: ctx.signal,
        }),
      );
      const errors = preview.problems.filter(each => each.level === 'error');
      if (errors.length > 0) {
        throw new InputError(
          `The SLO is not as it has to be: ${errors
            .map(each => `${each.path}: ${each.message}`)
            .join('; ')}`,
        );
      }
      for (const each of preview.problems) {
        ctx.logger.warn(`${each.path}: ${each.message}`);
      }
      const found = describePreview(preview, days);
      ctx.logger.info(found.summary);
      ctx.output('good', found.good);
      ctx.output('bad', found.bad);
      ctx.output('unknown', found.unknown);
      ctx.output('wouldHaveMet', found.wouldHaveMet);
      ctx.output('summary', found.summary);
      ctx.output('yaml', preview.yaml ?? '');
    },
  });
}
