import type {
  OperationPartition,
  OperationRequest,
} from '@sluice/plugin-pipelines-node';

/** More than this share of the approved messages, and what is about to be done is something else. */
const MAX_DIFFERENCE = 0.01;

/** How far numbers have moved since they were shown. @internal */
export type PlanDifference = {
  /** In messages. */
  messages: number;
  /** Of the messages that were shown; infinite where there were none, or a partition came or went. */
  share: number;
  /** Whether it is more than may be. */
  isTooMuch: boolean;
  /** In words; undefined where nothing differs. */
  reason?: string;
};

const numbers = new Intl.NumberFormat('en-US');

/**
 * How far what an operation would do now is from what was shown: per partition, so that one doesn't make up for another.
 *
 * Of a reset both offsets count. Of a replay only what is missing of the messages that were shown does: those that came after them are not
 * copied, and change nothing.
 *
 * @internal
 */
export function planDifference(
  kind: OperationRequest['kind'],
  shown: OperationPartition[],
  now: OperationPartition[],
): PlanDifference {
  const found = new Map(now.map(each => [keyOf(each), each]));
  let messages = 0;
  let worst: { text: string; by: number } | undefined;
  const note = (by: number, text: string) => {
    messages += by;
    if (by > (worst?.by ?? 0)) worst = { by, text };
  };
  for (const before of shown) {
    const after = found.get(keyOf(before));
    found.delete(keyOf(before));
    const where = `${before.topic} partition ${before.partition}`;
    if (!after) note(Infinity, `${where} isn't part of it any more`);
    else if (kind === 'replay-dead-letters') {
      note(missing(before, after), `${where} has fewer of those messages now`);
    } else {
      note(
        moved(before.from, after.from) + moved(before.to, after.to),
        `${where} would go from ${said(after.from)} to ${said(
          after.to,
        )} now, and not from ${said(before.from)} to ${said(before.to)}`,
      );
    }
  }
  if (kind !== 'replay-dead-letters') {
    for (const { partition, topic } of found.values()) {
      note(Infinity, `${topic} partition ${partition} would be part of it now`);
    }
  }
  const total = shown.reduce(
    (sum, { from, to }) => sum + Math.abs(to - (from ?? to)),
    0,
  );
  const share = messages === 0 ? 0 : messages / total;
  return {
    messages,
    share,
    isTooMuch: messages > total * MAX_DIFFERENCE,
    reason:
      worst &&
      `${worst.text}: ${
        Number.isFinite(share)
          ? `${numbers.format(messages)} messages are ${(share * 100).toFixed(
              1,
            )} %`
          : 'that is something else'
      }, and at most 1 % may differ`,
  };
}

function keyOf({ partition, topic }: OperationPartition): string {
  return `${topic}/${partition}`;
}

function moved(before: number | null, after: number | null): number {
  if (before === after) return 0;
  return before === null || after === null
    ? Infinity
    : Math.abs(after - before);
}

/** How many messages of [from, to) a log doesn't have any more. */
function missing(
  { from, to }: OperationPartition,
  { logEnd, logStart }: OperationPartition,
): number {
  const first = Math.max(from ?? to, logStart);
  const kept = Math.max(0, Math.min(to, logEnd) - first);
  return to - (from ?? to) - kept;
}

function said(offset: number | null): string {
  return offset === null ? 'nothing' : numbers.format(offset);
}
