import type {
  CheckState,
  OwnerStanding,
} from '@sluice/plugin-pipelines-common';
import type { StatusLook } from '@sluice/plugin-pipelines-react';

/** How the result of a check looks. What is exempt is neither good nor bad, and what is unknown never looks good. @internal */
export const CHECK_LOOK: Readonly<Record<CheckState, StatusLook>> = {
  passed: { glyph: 'disc', tone: 'good' },
  failed: { glyph: 'square', tone: 'bad' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
  exempt: { glyph: 'bars', tone: 'running' },
  'not-applicable': { glyph: 'ring', tone: 'unknown' },
};

/**
 * How a level looks, by where it stands among all: the highest is well, the first one at risk, those between on their way. Below the first there is none.
 *
 * @param levels - names of the levels, the lowest first
 * @internal
 */
export function levelLook(
  level: string | undefined,
  levels: readonly string[],
): StatusLook {
  const rank = level === undefined ? -1 : levels.indexOf(level);
  if (rank < 0) return { glyph: 'square', tone: 'bad' };
  if (rank === levels.length - 1) return { glyph: 'disc', tone: 'good' };
  if (rank === 0) return { glyph: 'triangle', tone: 'warn' };
  return { glyph: 'half', tone: 'running' };
}

const WELL = 0.9;
const AT_RISK = 0.7;

/** What {@link summarize} finds in the pipelines of an owner. @internal */
export type CellSummary = {
  look: StatusLook;
  /** Passed by what was measured, or exempt. */
  passed: number;
  /** Those that the check is about. */
  total: number;
  unknown: number;
  exempt: number;
};

/**
 * A cell of the matrix: how many of the pipelines of an owner pass a check. What is exempt doesn't count as a failure, what is unknown doesn't count as passed.
 *
 * @returns undefined if the check is about none of them
 * @internal
 */
export function summarize(
  counts: OwnerStanding['checks'][number],
): CellSummary | undefined {
  const { exempt, failed, passed, unknown } = counts;
  const total = passed + failed + unknown + exempt;
  if (total === 0) return undefined;
  const cell = { passed, total, unknown, exempt };
  if (unknown === total) return { ...cell, look: CHECK_LOOK.unknown };
  const share = (passed + exempt) / total;
  if (share >= WELL) return { ...cell, look: CHECK_LOOK.passed };
  return {
    ...cell,
    look:
      share >= AT_RISK
        ? { glyph: 'triangle', tone: 'warn' }
        : CHECK_LOOK.failed,
  };
}
