import type {
  FactEvidence,
  FactProvider,
  FactReading,
} from '@sluice/plugin-pipelines-node';
import type { FleetService } from '../../fleet';
import type { SloRecord, Slos } from '../../slo';
import { say, share } from './readings';

const SOURCE = 'SLOs';
const LOOK_BACK_MS = 30 * 86_400_000;

/** How pipelines keep their promises. Nothing is said by an SLO of which too little is known. @internal */
export function sloFacts(options: {
  fleet: Pick<FleetService, 'findAll'>;
  slos: Pick<Slos, 'ofEntities' | 'feed'>;
}): FactProvider {
  const { fleet, slos } = options;
  return {
    id: 'slos',
    facts: [
      {
        name: 'slo.defined',
        title: 'SLO defined',
        description:
          'The pipeline has at least one SLO of its own, from its entity or by the defaults of the portal.',
        type: 'boolean',
      },
      {
        name: 'slo.coverage',
        title: 'SLO coverage',
        description:
          'The share of what was due in the window of the SLO of which it is known what became of it; of several SLOs the least.',
        type: 'number',
        unit: 'share',
      },
      {
        name: 'slo.budget-left',
        title: 'Error budget left',
        description:
          'The share of the error budget that is left, below 0 if more was spent than there was; of several SLOs the least. Unknown below 95 % coverage.',
        type: 'number',
        unit: 'share',
      },
      {
        name: 'slo.deadlines-kept',
        title: 'Deadlines kept',
        description:
          'The share of the deadlines in the window of its SLO that were kept. Unknown below 95 % coverage.',
        type: 'number',
        unit: 'share',
      },
    ],
    async read(entityRefs, { now }) {
      const records = await fleet.findAll([...entityRefs], {});
      const own = await slos.ofEntities([...records.keys()]);
      const ids = [...records.values()].map(({ id }) => id);
      const since = new Date(now.getTime() - LOOK_BACK_MS).toISOString();
      const misses = await slos.feed.missesOf(ids, since);
      return [...records.values()].flatMap(
        ({ entityRef, id }): FactReading[] => {
          const said = say({
            entityRef,
            source: SOURCE,
            at: now.toISOString(),
          });
          const promised = own.filter(each => each.entityRef === entityRef);
          if (promised.length === 0) {
            const reason = 'It has no SLO';
            return [
              said.known('slo.defined', false),
              ...['slo.coverage', 'slo.budget-left', 'slo.deadlines-kept'].map(
                fact => said.notApplicable(fact, reason),
              ),
            ];
          }
          const missed = misses
            .filter(each => each.pipelineId === id)
            .reverse()
            .map(
              ({ dueAt, slo }): FactEvidence => ({
                title: `${slo}: what was due then was missed`,
                at: dueAt,
              }),
            );
          const deadlines = promised.filter(
            each => each.definition.kind === 'deadline',
          );
          return [
            said.known(
              'slo.defined',
              true,
              promised.map(each => ({ title: titleOf(each) })),
            ),
            leastOf(promised, coverageOf, {
              known: (value, slo) =>
                said.known('slo.coverage', value, [{ title: titleOf(slo) }]),
              unknown: reason => said.unknown('slo.coverage', reason),
            }),
            leastOf(promised, established('remainingRatio', 1), {
              known: (value, slo) =>
                said.known('slo.budget-left', value, [
                  { title: budgetText(slo) },
                  ...missed,
                ]),
              unknown: reason => said.unknown('slo.budget-left', reason),
            }),
            deadlines.length === 0
              ? said.notApplicable('slo.deadlines-kept', 'It has no deadlines')
              : leastOf(deadlines, established('attained', 100), {
                  known: value =>
                    said.known('slo.deadlines-kept', value, missed),
                  unknown: reason => said.unknown('slo.deadlines-kept', reason),
                }),
          ];
        },
      );
    },
  };
}

/** A figure of an SLO, or why there is none. */
type Figure = { value: number } | { reason: string };

/** The least figure; one that isn't known makes it unknown, for it might be the least. */
function leastOf(
  slos: readonly SloRecord[],
  figureOf: (slo: SloRecord) => Figure,
  to: {
    known: (value: number, slo: SloRecord) => FactReading;
    unknown: (reason: string) => FactReading;
  },
): FactReading {
  const figures = slos.map(slo => ({ slo, figure: figureOf(slo) }));
  const gap = figures.find(({ figure }) => 'reason' in figure);
  if (gap && 'reason' in gap.figure) {
    return to.unknown(`${titleOf(gap.slo)}: ${gap.figure.reason}`);
  }
  const [least] = figures
    .flatMap(({ figure, slo }) =>
      'value' in figure ? [{ slo, value: figure.value }] : [],
    )
    .sort((a, b) => a.value - b.value);
  return to.known(share(least.value), least.slo);
}

function coverageOf({ standing }: SloRecord): Figure {
  if (!standing) return { reason: 'it wasn’t judged yet' };
  const { coverage } = standing.budget;
  return coverage === null
    ? { reason: 'nothing was due yet' }
    : { value: coverage };
}

function established(
  field: 'remainingRatio' | 'attained',
  whole: number,
): (slo: SloRecord) => Figure {
  return ({ standing }) => {
    if (!standing) return { reason: 'it wasn’t judged yet' };
    const { budget } = standing;
    const value = budget[field];
    if (value === null) return { reason: 'nothing counted yet' };
    if (!budget.established) {
      return {
        reason: `of ${Math.round(
          (budget.coverage ?? 0) * 100,
        )} % of what was due it is known what became of it, and it takes 95 %`,
      };
    }
    return { value: value / whole };
  };
}

function titleOf({ definition, name }: SloRecord): string {
  return definition.title ?? name;
}

function budgetText(slo: SloRecord): string {
  const { allowed, bad, total } = slo.standing!.budget;
  return `${titleOf(slo)}: ${bad} of ${total} were bad, and ${
    Math.round(allowed * 10) / 10
  } may be`;
}
