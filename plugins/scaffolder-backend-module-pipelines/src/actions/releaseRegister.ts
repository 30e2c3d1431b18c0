import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ReleaseToRegister } from '@sluice/plugin-pipelines-common';
import { calling } from '../api/calling';
import { idempotencyKey } from '../api/idempotencyKey';
import { contentDigest } from './contentDigest';
import type { ActionOptions } from './options';
import { examples } from './releaseRegister.examples';
import { waitForUnit } from './waitForUnit';

/** What is kept of a release that was registered: as JSON, so no interface. */
type Registered = {
  releaseId: number;
  sequence: number;
  releaseDigest: string;
};

/**
 * `pipelines:release:register`: registers what a template made as a release, as the person who started the task. Who owns a unit may register
 * its first one; CI registers those after it.
 *
 * @internal
 */
export function createReleaseRegisterAction(
  options: Pick<ActionOptions, 'clientOf' | 'links'>,
) {
  const { clientOf, links } = options;
  return createTemplateAction({
    id: 'pipelines:release:register',
    description:
      'Registers the first release of a unit that the person owns; the same content again is the same release',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        unit: z =>
          z
            .string()
            .min(1)
            .max(63)
            .describe('The release unit: by default the name of the pipeline'),
        commit: z =>
          z
            .string()
            .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)
            .describe('The commit that it was built from'),
        label: z =>
          z.string().max(255).describe('As people call it').optional(),
        artifacts: z =>
          z
            .array(
              z.object({
                name: z.string().min(1).max(255),
                kind: z.enum([
                  'dag-bundle',
                  'dbt-project',
                  'jar',
                  'image',
                  'wheel',
                  'archive',
                  'file',
                ]),
                digest: z
                  .string()
                  .regex(/^sha256:[0-9a-f]{64}$/)
                  .describe('Either this, or path')
                  .optional(),
                path: z
                  .string()
                  .describe(
                    'A file or folder of the workspace that the digest is made of',
                  )
                  .optional(),
                uri: z.string().max(2000).optional(),
              }),
            )
            .min(1)
            .max(100)
            .describe('What it is made of'),
        manifests: z =>
          z
            .record(z.any())
            .describe('What the artifacts hold: see the docs of releases')
            .optional(),
        waitSeconds: z =>
          z
            .number()
            .int()
            .min(0)
            .max(600)
            .describe(
              'So long is waited for the unit to appear: a new entity takes a minute or two. Default: 180',
            )
            .optional(),
      },
      output: {
        releaseId: z => z.number().describe('Absent in a dry run').optional(),
        sequence: z => z.number().describe('1, 2, 3 … of the unit').optional(),
        digest: z =>
          z.string().describe('What the release is known by').optional(),
        link: z => z.string().describe('Its page').optional(),
      },
    },
    async handler(ctx) {
      const { commit, label, manifests, unit, waitSeconds = 180 } = ctx.input;
      const body: ReleaseToRegister = {
        unit,
        commit,
        label,
        manifests,
        artifacts: await artifactsOf(ctx.input.artifacts, ctx.workspacePath),
      };
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Dry run: a release of ${unit} with ${body.artifacts.length} artifacts would be registered`,
        );
        return;
      }
      const client = clientOf(ctx);
      const key = idempotencyKey(ctx, 'release');
      const made = await ctx.checkpoint<Registered>({
        key,
        fn: async () => {
          await waitForUnit(ctx, { client, unit, seconds: waitSeconds });
          const release = await calling(
            `Registering the release of ${unit}`,
            () =>
              client.POST('/releases', {
                params: { header: { 'Idempotency-Key': key } },
                body,
                signal: ctx.signal,
              }),
          );
          return {
            releaseId: release.id,
            sequence: release.sequence,
            releaseDigest: release.releaseDigest,
          };
        },
      });
      ctx.logger.info(
        `Release ${made.releaseId} is number ${made.sequence} of ${unit}`,
      );
      ctx.output('releaseId', made.releaseId);
      ctx.output('sequence', made.sequence);
      ctx.output('digest', made.releaseDigest);
      ctx.output('link', links.release(made.releaseId));
    },
  });
}

type AskedArtifact = {
  name: string;
  kind: ReleaseToRegister['artifacts'][number]['kind'];
  digest?: string;
  path?: string;
  uri?: string;
};

async function artifactsOf(
  asked: AskedArtifact[],
  workspacePath: string,
): Promise<ReleaseToRegister['artifacts']> {
  const artifacts: ReleaseToRegister['artifacts'] = [];
  for (const { digest, kind, name, path, uri } of asked) {
    if ((digest === undefined) === (path === undefined)) {
      throw new InputError(
        `The artifact ${name} has to have either digest, or path: a file or folder of the workspace`,
      );
    }
    const content =
      digest !== undefined
        ? { digest }
        : await ofWorkspace(workspacePath, name, path!);
    artifacts.push({ name, kind, ...content, ...(uri && { uri }) });
  }
  return artifacts;
}

async function ofWorkspace(workspacePath: string, name: string, path: string) {
  try {
    return await contentDigest(resolveSafeChildPath(workspacePath, path));
  } catch (error) {
    throw new InputError(
      `The artifact ${name} can't be made of ${path} in the workspace: ${
        (error as Error).message
      }`,
    );
  }
}
