import type { GateResult } from '@sluice/plugin-pipelines-common';
import type { GateVerdict } from '@sluice/plugin-pipelines-node';

const RANK: Record<GateVerdict, number> = {
  pass: 0,
  'not-applicable': 0,
  inconclusive: 1,
  unknown: 1,
  fail: 2,
};

/** Whether a verdict is worse than one that was shown before. @internal */
export function isWorse(now: GateVerdict, before: GateVerdict): boolean {
  return RANK[now] > RANK[before];
}

/** Whether a gate lets a promotion go on by itself. @internal */
export function isPassed(verdict: GateVerdict): boolean {
  return RANK[verdict] === 0;
}

/** The newest finding of each gate, in the order in which gates were first asked. @internal */
export function newestOf(findings: GateResult[]): GateResult[] {
  const newest = new Map<string, GateResult>();
  for (const finding of findings) newest.set(finding.gate, finding);
  return [...newest.values()];
}

/** What keeps a promotion from being asked for: integrity gates that don't pass. @internal */
export function blockersOf(findings: GateResult[]): GateResult[] {
  return findings.filter(
    each => each.class === 'integrity' && !isPassed(each.verdict),
  );
}

/** Risk gates that raise the approval rule: they don't pass, and aren't waived. A closed window is waited for instead. @internal */
export function raisersOf(findings: GateResult[]): GateResult[] {
  return findings.filter(
    each =>
      each.class === 'risk' &&
      each.gate !== 'window' &&
      !isPassed(each.verdict) &&
      each.waived === undefined,
  );
}

/**
 * What stops an approved promotion at the moment of dispatch: a live gate whose verdict is worse than what people saw, and that nobody
 * overrode. 24 hours of new runs with the same verdicts stop nothing. See invariant 2.
 *
 * @param shown - the findings that were shown with the votes
 * @internal
 */
export function stoppersOf(
  now: GateResult[],
  shown: GateResult[],
  overridden: ReadonlySet<string>,
): GateResult[] {
  const before = new Map(newestOf(shown).map(each => [each.gate, each]));
  return now.filter(each => {
    if (each.gate === 'window') return !isPassed(each.verdict);
    if (each.class === 'risk' && (each.waived || overridden.has(each.gate))) {
      return false;
    }
    if (each.class === 'integrity') return !isPassed(each.verdict);
    const was = before.get(each.gate)?.verdict ?? 'pass';
    return isWorse(each.verdict, was);
  });
}
