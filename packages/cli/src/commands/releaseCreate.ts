import type { Command } from 'commander';
import { usageError } from '../exitCodes';
import type { Portal } from '../portal/Portal';
import { readContentOption } from '../readFileOption';
import { readArtifactOption } from '../release/artifactOption';
import { withDigest } from '../release/digestFile';
import { commitsBetween, wholeCommit } from '../release/git';
import { contentKey, releaseBody } from '../release/releaseBody';
import { testedCommit } from '../release/testedCommit';
import {
  addCallOptions,
  type CallOptions,
  type Call,
  collect,
  commandAction,
  type CommandContext,
} from './context';

/** What `release create` can be given. */
type ReleaseOptions = CallOptions & {
  unit?: string;
  commit?: string;
  label?: string;
  artifact?: string[];
  manifest?: string[];
  file?: string;
  changesSince?: string;
  idempotencyKey?: string;
  dryRun?: boolean;
};

/** Manifests of large dbt projects have tens of megabytes. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Registers a release. @public */
export function addReleaseCreate(release: Command, context: CommandContext) {
  const command = release
    .command('create')
    .description(
      'register what was built; the same content again is the same release',
    )
    .option('--unit <unit>', 'the release unit')
    .option(
      '--artifact <fields>',
      'name=…,kind=…,file=… (or digest=sha256:…),uri=…; once for each',
      collect,
    )
    .option(
      '--commit <sha>',
      'what it was built from (default: what CI says, else HEAD)',
    )
    .option('--label <label>', 'as people call it, for example 2.4.1')
    .option(
      '--manifest <name=file>',
      'what is inside, JSON or YAML, for example dbt=target/manifest.json',
      collect,
    )
    .option(
      '--file <file>',
      'the whole request as docs/releases.md shows it; options go before what it says',
    )
    .option(
      '--changes-since <sha>',
      'say what it brings: the commits after this one, by git log; "last" for that of the newest release',
    )
    .option(
      '--idempotency-key <key>',
      'for example of the job of CI (default: by the content)',
    )
    .option('--dry-run', 'show what would be sent, and send nothing');
  addCallOptions(command);
  command.action(
    commandAction<ReleaseOptions>(context, async call => {
      const { dryRun, idempotencyKey } = call.options;
      const body = await bodyOf(call, context);
      if (dryRun) {
        return {
          json: { dryRun: true, body },
          lines: [
            'Would register this, and sends nothing:',
            JSON.stringify(body, undefined, 2),
          ],
        };
      }
      const key = idempotencyKey ?? contentKey(body);
      const { data, response } = await call.portal().client.POST('/releases', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      });
      const isNew = response.status === 201;
      const { id, releaseDigest, sequence, unit } = data!;
      return {
        json: { isNew, release: data },
        lines: [
          `Release ${sequence} of ${unit} (id ${id}) ${
            isNew ? 'is registered' : 'was registered before'
          }`,
          `digest ${releaseDigest}`,
        ],
      };
    }),
  );
}

async function bodyOf(
  { options, portal }: Call<ReleaseOptions>,
  { surroundings }: CommandContext,
) {
  const { cwd } = surroundings;
  const where = { cwd, maxBytes: MAX_FILE_BYTES };
  const file =
    options.file === undefined
      ? undefined
      : await readContentOption('--file', options.file, where);
  const said = (file ?? {}) as { commit?: string; unit?: string };
  const commit = await testedCommit(
    options.commit ?? said.commit,
    surroundings,
  );
  const artifacts = [];
  for (const text of options.artifact ?? []) {
    artifacts.push(await withDigest(readArtifactOption(text), cwd));
  }
  const manifests: Record<string, unknown> = {};
  for (const text of options.manifest ?? []) {
    const at = text.indexOf('=');
    if (at < 1) throw usageError(`--manifest ${text} has to be name=file`);
    manifests[text.slice(0, at)] = await readContentOption(
      '--manifest',
      text.slice(at + 1),
      where,
    );
  }
  const unit = options.unit ?? said.unit;
  const changesSince =
    options.changesSince === 'last'
      ? await commitBefore(portal(), unit, commit)
      : options.changesSince && (await wholeCommit(options.changesSince, cwd));
  return releaseBody({
    file,
    unit,
    commit,
    artifacts,
    manifests,
    label: options.label,
    changesSince,
    commits: changesSince
      ? await commitsBetween({ from: changesSince, to: commit }, cwd)
      : undefined,
  });
}

/** The commit of the newest release of another commit, since a job may run again; undefined for the first of a unit. */
async function commitBefore(
  portal: Portal,
  unit: string | undefined,
  commit: string,
): Promise<string | undefined> {
  const { data } = await portal.client.GET('/releases', {
    params: { query: { unit, limit: 20 } },
  });
  return data?.items.find(release => release.commit !== commit)?.commit;
}
