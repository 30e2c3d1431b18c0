import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { examples } from './nameCheck.examples';
import { nameProblem } from './nameProblem';
import type { ActionOptions } from './options';

/**
 * `pipelines:name:check`: a name follows the convention, isn't reserved, and nothing in the catalog has it. It changes nothing.
 *
 * @internal
 */
export function createNameCheckAction(
  options: Pick<ActionOptions, 'auth' | 'catalog' | 'config'>,
) {
  const { auth, catalog, config } = options;
  return createTemplateAction({
    id: 'pipelines:name:check',
    description:
      'Checks that a name follows the naming convention, is not reserved, and is free in the catalog',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('The name to check'),
        kind: z =>
          z
            .string()
            .regex(/^[A-Za-z]+$/)
            .describe('The kind of the entity. Default: Component')
            .optional(),
        namespace: z =>
          z
            .string()
            .regex(/^[a-z0-9-]+$/)
            .describe('The namespace of the entity. Default: default')
            .optional(),
      },
      output: {
        name: z => z.string().describe('The name, as it was checked'),
        entityRef: z => z.string().describe('The entity ref that is free'),
      },
    },
    async handler(ctx) {
      const { kind = 'Component', name, namespace = 'default' } = ctx.input;
      const problem = nameProblem(name, config.names);
      if (problem) throw new InputError(problem);
      const entityRef = stringifyEntityRef({ kind, namespace, name });
      // Not as the person: what they may not see takes the name as well.
      const taken = await catalog.getEntityByRef(entityRef, {
        credentials: await auth.getOwnServiceCredentials(),
      });
      if (taken) {
        throw new ConflictError(
          `The name ${name} is taken: the catalog has ${entityRef} already. Choose another one`,
        );
      }
      ctx.logger.info(`${entityRef} is free`);
      ctx.output('name', name);
      ctx.output('entityRef', entityRef);
    },
  });
}
