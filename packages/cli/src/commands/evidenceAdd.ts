import {
  EVIDENCE_KINDS,
  type EvidenceToAdd,
} from '@sluice/plugin-pipelines-common';
import { type Command, Option } from 'commander';
import { EXIT, usageError } from '../exitCodes';
import { evidenceFormat } from '../evidence/evidenceFormat';
import { readTextOption } from '../readFileOption';
import { testedCommit } from '../release/testedCommit';
import {
  addCallOptions,
  type CallOptions,
  commandAction,
  type CommandContext,
  readId,
} from './context';

const FORMATS: Array<EvidenceToAdd['format']> = [
  'junit',
  'dbt-run-results',
  'sarif',
  'terraform-plan',
];
/** As much as the API takes. */
const MAX_REPORT_BYTES = 10 * 1024 * 1024;

type EvidenceOptions = CallOptions & {
  release: number;
  kind: EvidenceToAdd['kind'];
  format?: EvidenceToAdd['format'];
  report: string;
  commit?: string;
  name?: string;
  anyVerdict?: boolean;
  dryRun?: boolean;
};

/** Adds what tests said about a release. @public */
export function addEvidenceAdd(evidence: Command, context: CommandContext) {
  const command = evidence
    .command('add')
    .description(
      'add the report of a tool to a release; ends with 1 unless it passed',
    )
    .requiredOption('--release <id>', 'the id of the release', readId)
    .addOption(
      new Option('--kind <kind>', 'what was looked at')
        .choices(EVIDENCE_KINDS)
        .makeOptionMandatory(),
    )
    .requiredOption('--report <file>', 'the report as the tool wrote it')
    .addOption(
      new Option('--format <format>', 'default: by its content').choices(
        FORMATS,
      ),
    )
    .option(
      '--commit <sha>',
      'that was tested (default: what CI says, else HEAD)',
    )
    .option('--name <name>', 'as people call it, for example unit tests')
    .option('--any-verdict', 'end with 0 whatever it says, once it is added')
    .option('--dry-run', 'show what would be sent, and send nothing');
  addCallOptions(command);
  command.action(
    commandAction<EvidenceOptions>(context, async ({ options, portal }) => {
      const { anyVerdict, dryRun, kind, name, release: releaseId } = options;
      const content = await readTextOption('--report', options.report, {
        cwd: context.surroundings.cwd,
        maxBytes: MAX_REPORT_BYTES,
      });
      if (content === '') throw usageError(`${options.report} is empty`);
      const format = options.format ?? evidenceFormat(content);
      if (!format) {
        throw usageError(
          `The format of ${
            options.report
          } can't be told: name it by --format, one of ${FORMATS.join(', ')}`,
        );
      }
      const commit = await testedCommit(options.commit, context.surroundings);
      const path = { releaseId };
      const { data: release } = await portal().client.GET(
        '/releases/{releaseId}',
        { params: { path } },
      );
      const { releaseDigest } = release!;
      const body = { kind, format, name, commit, releaseDigest, content };
      if (dryRun) {
        const { content: report, ...rest } = body;
        const sizeBytes = Buffer.byteLength(report);
        return {
          json: { dryRun: true, releaseId, body: { ...rest, sizeBytes } },
          lines: [
            `Would add ${options.report} (${format}, ${sizeBytes} bytes) to release ${releaseId} as ${kind}, and sends nothing`,
          ],
        };
      }
      const { data, response } = await portal().client.POST(
        '/releases/{releaseId}/evidence',
        { params: { path }, body },
      );
      const { checks, failing, failures, id, reason, verdict } = data!;
      return {
        exitCode: verdict === 'pass' || anyVerdict ? EXIT.ok : EXIT.failed,
        json: { isNew: response.status === 201, evidence: data },
        lines: [
          `Evidence ${id} of release ${releaseId} (${kind}): ${verdict}, ${checks} checks, ${failures} failed${
            reason ? `; ${reason}` : ''
          }`,
          ...failing.map(each => `  failed: ${each}`),
        ],
      };
    }),
  );
}
