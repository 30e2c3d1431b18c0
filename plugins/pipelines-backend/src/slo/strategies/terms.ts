import type { SloDefinition } from '@sluice/plugin-pipelines-common';
import type { SloDecision, SloVersion } from '../sloRecords';
import type { Exclusion } from '../verdicts';

/** A definition with the time in which it was in force; from the beginning where `from` is undefined. @internal */
export type Term = { definition: SloDefinition; from?: string; to?: string };

/** When which definition was in force. The first one also judges what was before it was written: in hindsight. @internal */
export function termsOf(versions: SloVersion[]): Term[] {
  return versions.flatMap((version, i) =>
    version.change === 'removed'
      ? []
      : {
          definition: version.definition,
          from: i === 0 ? undefined : version.validFrom,
          to: versions[i + 1]?.validFrom,
        },
  );
}

/** The definition in force at a time; undefined while the SLO was removed. @internal */
export function definitionAt(
  terms: Term[],
  time: string,
): SloDefinition | undefined {
  return terms.find(
    ({ from, to }) =>
      (from === undefined || from <= time) && (to === undefined || time < to),
  )?.definition;
}

/** The periods that decisions take out. @internal */
export function exclusionsOf(decisions: SloDecision[]): Exclusion[] {
  return decisions
    .filter(d => d.kind === 'exclusion' && !d.withdrawnAt)
    .map(d => ({
      from: d.fromAt,
      to: d.toAt,
      decisionId: d.id,
      confirmed: d.confirmedAt !== null,
    }));
}

/**
 * The intervals whose data confirmed decisions declare unusable: those that end in their period.
 *
 * @returns the decision by the end of the interval; the first where several do
 * @internal
 */
export function quarantinedOf(
  decisions: SloDecision[],
  intervalEnds: string[],
): Map<string, number> {
  const inForce = decisions
    .filter(d => d.kind === 'quarantine' && d.confirmedAt && !d.withdrawnAt)
    .sort((a, b) => a.id - b.id);
  return new Map(
    intervalEnds.flatMap(end => {
      const decision = inForce.find(d => d.fromAt <= end && end < d.toAt);
      return decision ? [[end, decision.id] as const] : [];
    }),
  );
}
