import { readFile } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { calling } from '../api/calling';
import type { ActionOptions } from './options';
import { examples } from './schemaCheck.examples';

/**
 * `pipelines:schema:check`: asks a schema registry whether a schema may follow what it has. It registers nothing.
 *
 * @internal
 */
export function createSchemaCheckAction(
  options: Pick<ActionOptions, 'clientOf'>,
) {
  const { clientOf } = options;
  return createTemplateAction({
    id: 'pipelines:schema:check',
    description:
      'Checks that a schema may follow what a schema registry has under its subject; registers nothing',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        registry: z =>
          z
            .string()
            .min(1)
            .max(255)
            .describe('The registry: a name under pipelines.schemaRegistries'),
        subject: z =>
          z
            .string()
            .min(1)
            .max(255)
            .describe('The subject, such as orders.v1-value'),
        format: z => z.enum(['AVRO', 'JSON', 'PROTOBUF']),
        schema: z =>
          z.string().describe('The schema. Either this, or file').optional(),
        file: z =>
          z
            .string()
            .describe('The file of the workspace that holds the schema')
            .optional(),
        allowIncompatible: z =>
          z
            .boolean()
            .describe('Say it, instead of failing. Default: false')
            .optional(),
      },
      output: {
        state: z =>
          z
            .enum(['compatible', 'incompatible', 'new', 'unknown'])
            .describe(
              'new: there is no such subject yet. unknown: the registry cannot be asked',
            ),
        level: z =>
          z.string().describe('The level that it was held to').optional(),
        isShown: z =>
          z
            .boolean()
            .describe(
              'Whether the registry checked it: with the level NONE it takes everything',
            ),
        reasons: z => z.array(z.string()).describe('Why it is incompatible'),
      },
    },
    async handler(ctx) {
      const { format, registry, subject } = ctx.input;
      const schema = await schemaOf(ctx.input, ctx.workspacePath);
      const client = clientOf(ctx);
      const found = await calling(`Asking ${registry} about ${subject}`, () =>
        client.POST('/schemas/{registryId}/{subject}/check', {
          params: { path: { registryId: registry, subject } },
          body: { format, schema },
          signal: ctx.signal,
        }),
      );
      const state = found.supported ? found.state ?? 'unknown' : 'unknown';
      const held = found.level ? ` (${found.level})` : '';
      if (state === 'incompatible' && !ctx.input.allowIncompatible) {
        throw new ConflictError(
          `The schema may not follow what ${registry} has under ${subject}${held}: ${
            found.reasons.join('; ') || 'the registry does not say why'
          }. Change the schema, or use another subject`,
        );
      }
      ctx.logger.info(`${subject} in ${registry}${held}: ${state}`);
      ctx.output('state', state);
      ctx.output('level', found.level);
      ctx.output(
        'isShown',
        ['compatible', 'incompatible'].includes(state) &&
          found.level !== 'NONE',
      );
      ctx.output('reasons', found.reasons);
    },
  });
}

async function schemaOf(
  { file, schema }: { file?: string; schema?: string },
  workspacePath: string,
): Promise<string> {
  if ((file === undefined) === (schema === undefined)) {
    throw new InputError('Give either schema, or file, the path of one');
  }
  if (schema !== undefined) return schema;
  const path = resolveSafeChildPath(workspacePath, file!);
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new InputError(`The workspace has no file ${file} to read`);
  }
}
