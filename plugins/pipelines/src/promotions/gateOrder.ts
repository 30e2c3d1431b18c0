import type { GateResult } from '@sluice/plugin-pipelines-common';

/** Whether a gate stands in the way, or makes others decide: nothing that passed, doesn't apply, or doesn't count does. @internal */
export function isOpenGate(gate: GateResult): boolean {
  return (
    gate.verdict !== 'pass' &&
    gate.verdict !== 'not-applicable' &&
    gate.waived === undefined &&
    gate.override === undefined
  );
}

/** Gates, those first that matter most: in the way, then passed by exception, then passed, then without a say. @internal */
export function gatesByWeight(gates: readonly GateResult[]): GateResult[] {
  return [...gates].sort(
    (a, b) => weight(a) - weight(b) || a.title.localeCompare(b.title),
  );
}

/**
 * What is worst about a promotion, for one line: a gate that nobody can skip, a deadline that would be missed, then a risk.
 *
 * @returns undefined if nothing speaks against it
 * @internal
 */
export function worstRisk(of: {
  gates: readonly GateResult[];
  deadlines: { verdict: GateResult['verdict']; summary: string };
}): { isForbidden: boolean; title?: string; summary: string } | undefined {
  const [worst] = gatesByWeight(of.gates).filter(isOpenGate);
  if (worst?.class === 'integrity') {
    return { isForbidden: true, title: worst.title, summary: worst.summary };
  }
  if (of.deadlines.verdict === 'fail') {
    return { isForbidden: false, summary: of.deadlines.summary };
  }
  return worst
    ? { isForbidden: false, title: worst.title, summary: worst.summary }
    : undefined;
}

function weight(gate: GateResult): number {
  if (isOpenGate(gate)) {
    return (
      (gate.class === 'integrity' ? 0 : 2) + (gate.verdict === 'fail' ? 0 : 1)
    );
  }
  if (gate.waived !== undefined || gate.override !== undefined) return 4;
  return gate.verdict === 'pass' ? 5 : 6;
}
