import type { OwnerMonth, SloStatus } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { FleetScope, FleetService } from '../fleet';
import type { ReadingService } from '../observations';
import type { IncidentService } from '../incidents';
import type { Promotions } from '../promotions';
import type { MonthPeriod, MonthReader } from '../scorecards';
import type { SloRecord, Slos } from '../slo';

/** More of each help nobody on a page that is printed. */
const MOST = 50;
/** So many pipelines are looked up at once. */
const AT_ONCE = 400;
/** Days of a month by what was paid for. */
const MOST_COSTS = 10_000;

/** What other contexts know of an owner's month. @internal */
export function monthReader(options: {
  database: Knex;
  fleet: Pick<FleetService, 'findAll'>;
  slos: Pick<Slos, 'budgets' | 'ofEntities'>;
  incidents: Pick<IncidentService, 'page'>;
  promotions: Promotions;
  readings: Pick<ReadingService, 'costs'>;
  production: string;
}): MonthReader {
  const { database, fleet, incidents, production, promotions, slos } = options;
  return {
    async read(pipelines, period, scope, { budgetsOn, withCost }) {
      const own: SloRecord[] = [];
      const units = new Map<string, string>();
      const labels = new Set<string>();
      for await (const slice of slices(pipelines, AT_ONCE)) {
        own.push(...(await slos.ofEntities(slice)));
        const records = await fleet.findAll(slice, scope);
        for (const [ref, { name, releaseUnit }] of records) {
          if (!units.has(releaseUnit)) units.set(releaseUnit, ref);
          labels.add(name).add(releaseUnit).add(ref);
        }
      }
      const budgets = await budgetsOf(slos, own, budgetsOn);
      const unmanaged = (
        await promotions.context.units.unmanaged(
          { since: period.from },
          database,
        )
      )
        .map(each => ({ each, at: each.changedAt ?? each.firstSeenAt }))
        .filter(
          ({ at, each }) =>
            each.environment === production &&
            units.has(each.unit) &&
            at >= period.from &&
            at < period.to,
        )
        .slice(0, MOST);
      return {
        budgets,
        incidents: await incidentsOf(incidents, pipelines, period, scope),
        cost: withCost
          ? await costOf(options.readings, labels, period)
          : undefined,
        unmanagedChanges: unmanaged.map(({ at, each }) => ({
          entityRef: units.get(each.unit)!,
          title: `${each.changedBy ?? 'Somebody'} changed what ${
            each.unit
          } runs in production`,
          at,
          link: `/pipelines/releases/${encodeURIComponent(each.unit)}`,
        })),
      };
    },
  };
}

/** The SLOs with the least of their budget left first. @param on - at the end of this day; now without */
async function budgetsOf(
  slos: Pick<Slos, 'budgets'>,
  own: readonly SloRecord[],
  on: string | undefined,
): Promise<OwnerMonth['budgets']> {
  const then = on ? await slos.budgets.at(own, on) : undefined;
  return own
    .map(slo => {
      const { status, target } = then?.get(slo.id) ?? {
        status: slo.status as SloStatus,
        target: slo.definition.target,
      };
      const budget = then ? then.get(slo.id)?.budget : slo.standing?.budget;
      return {
        sloId: slo.id,
        name: slo.definition.title ?? slo.name,
        entityRef: slo.entityRef,
        status,
        target,
        budgetLeft: budget?.established
          ? budget.remainingRatio ?? undefined
          : undefined,
      };
    })
    .sort((a, b) => (a.budgetLeft ?? 9) - (b.budgetLeft ?? 9))
    .slice(0, MOST);
}

/** Incidents that were open at some time of the period, the newest first. */
async function incidentsOf(
  incidents: Pick<IncidentService, 'page'>,
  pipelines: string[],
  { from, to }: MonthPeriod,
  scope: FleetScope,
) {
  const found = new Map<
    number,
    { id: number; title: string; openedAt: string; closedAt?: string }
  >();
  for (const pipeline of pipelines.slice(0, AT_ONCE)) {
    const { items } = await incidents.page({ pipeline }, scope, {
      limit: MOST,
    });
    for (const { closedAt, id, openedAt, title } of items) {
      if (openedAt >= to || (closedAt !== undefined && closedAt < from))
        continue;
      found.set(id, { id, title, openedAt, closedAt });
    }
  }
  return [...found.values()]
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
    .slice(0, MOST);
}

/** What work that is labelled with one of the names cost, idle time left out; undefined if nothing is. */
async function costOf(
  readings: Pick<ReadingService, 'costs'>,
  labels: ReadonlySet<string>,
  { from, to }: MonthPeriod,
) {
  const costs = await readings.costs(
    { from: from.slice(0, 10), to: to.slice(0, 10), basis: 'attributed' },
    { limit: MOST_COSTS },
  );
  const own = costs.filter(({ label }) => label && labels.has(label));
  if (own.length === 0) return undefined;
  return {
    amount: own.reduce((sum, { amount }) => sum + amount, 0),
    unit: own[0].unit,
  };
}
