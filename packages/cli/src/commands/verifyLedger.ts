import type { Command } from 'commander';
import { EXIT, usageError } from '../exitCodes';
import { ChainCheck, type KeptHead } from '../ledger/ChainCheck';
import type { Portal } from '../portal/Portal';
import {
  addCallOptions,
  type CallOptions,
  commandAction,
  type CommandContext,
  type Result,
} from './context';

type VerifyOptions = CallOptions & {
  recompute?: boolean;
  head?: string;
};

/** As many rows as the API gives at a time. */
const PAGE = 500;

/** Verifies the ledger. @public */
export function addVerifyLedger(program: Command, context: CommandContext) {
  const command = program
    .command('verify-ledger')
    .description(
      'let the portal check its ledger against itself and the heads that it exported',
    )
    .option(
      '--recompute',
      "read all rows and compute every hash here, without the portal's word for it",
    )
    .option(
      '--head <seq:hash>',
      'a head that you kept: the row has to be there, with that hash; computes every hash here too',
    );
  addCallOptions(command);
  command.action(
    commandAction<VerifyOptions>(context, async ({ options, portal }) => {
      const head =
        options.head === undefined ? undefined : readHead(options.head);
      return options.recompute || head
        ? recomputed(portal(), head)
        : verified(portal());
    }),
  );
}

async function verified(portal: Portal): Promise<Result> {
  const { data } = await portal.client.GET('/ledger/verify');
  const { findings, headHash, headsChecked, rows, status, throughSeq } = data!;
  return {
    exitCode: status === 'intact' ? EXIT.ok : EXIT.failed,
    json: { verification: data },
    lines: [
      `The ledger is ${status}: ${rows} rows, ${headsChecked} exported heads`,
      ...findings.map(each => `${each.kind} at ${each.seq}: ${each.message}`),
      `head ${throughSeq}:${headHash}`,
    ],
  };
}

async function recomputed(
  portal: Portal,
  head: KeptHead | undefined,
): Promise<Result> {
  const check = ChainCheck.create({ head });
  let cursor: string | undefined;
  do {
    const { data } = await portal.client.GET('/ledger', {
      params: { query: { limit: PAGE, cursor } },
    });
    for (const row of data!.items) check.add(row);
    cursor = data!.nextCursor;
  } while (cursor);
  const { findings, headHash, rows, seq } = check.end();
  const status = findings.length === 0 ? 'intact' : 'broken';
  return {
    exitCode: status === 'intact' ? EXIT.ok : EXIT.failed,
    json: { recomputed: { status, rows, headHash, seq, findings } },
    lines: [
      `The ledger is ${status}: ${rows} rows, computed here`,
      ...findings,
      `head ${seq}:${headHash}`,
    ],
  };
}

function readHead(text: string): KeptHead {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!hash) {
    throw usageError(
      '--head has to be the number of a row, a colon and its hash of 64 hex digits',
    );
  }
  return { seq: Number(seq), hash };
}
