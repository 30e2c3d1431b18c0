import type { ApprovalRecord } from './records';

/** When people are reminded, and when somebody else is told. In hours. @internal */
export type AttentionTimes = { remindHours: number; escalateHours: number };

/**
 * Whether a request that waits needs attention at this moment. Who was told once that it escalates is still reminded.
 *
 * @param at - ISO 8601 in UTC
 * @internal
 */
export function attentionOf(
  request: Pick<
    ApprovalRecord,
    'state' | 'requestedAt' | 'remindedAt' | 'escalatedAt'
  >,
  at: string,
  { escalateHours, remindHours }: AttentionTimes,
): { remind: boolean; escalate: boolean } {
  if (request.state !== 'Pending') return { remind: false, escalate: false };
  const hoursSince = (time: string) =>
    (Date.parse(at) - Date.parse(time)) / 3600_000;
  return {
    remind:
      hoursSince(request.remindedAt ?? request.requestedAt) >= remindHours,
    escalate:
      request.escalatedAt === null &&
      hoursSince(request.requestedAt) >= escalateHours,
  };
}
