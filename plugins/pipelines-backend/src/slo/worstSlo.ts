import type { FleetSlo } from '@sluice/plugin-pipelines-common';
import type { SloRecord } from './sloRecords';

/**
 * The SLO that stands for a pipeline among others: the one whose status needs a human first, and of those alike the one with the
 * least of its budget left.
 *
 * @param slos - the pipeline's own, in force
 * @internal
 */
export function worstSlo(slos: readonly SloRecord[]): FleetSlo | undefined {
  const [worst] = [...slos].sort(
    (a, b) => a.statusRank - b.statusRank || left(a) - left(b) || a.id - b.id,
  );
  if (!worst) return undefined;
  const { definition, standing } = worst;
  return {
    id: worst.id,
    name: worst.name,
    title: definition.title,
    kind: definition.kind,
    status: worst.status,
    target: definition.target,
    allowed: standing?.budget.allowed,
    missesLeft: standing?.budget.missesLeft,
    remainingRatio: standing?.budget.remainingRatio ?? undefined,
    next: standing?.next?.dueAt,
  };
}

function left({ standing }: SloRecord): number {
  return standing?.budget.remainingRatio ?? Infinity;
}
