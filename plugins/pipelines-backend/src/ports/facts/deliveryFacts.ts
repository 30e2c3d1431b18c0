import type { FactProvider, FactReading } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { FleetService } from '../../fleet';
import type { Promotions } from '../../promotions';
import type { Releases } from '../../releases';
import { say } from './readings';

const SOURCE = 'Sluice';
const DAY_MS = 86_400_000;
const UNMANAGED_DAYS = 30;
const ROLLBACK_DAYS = 180;

/** How pipelines are released, and what is known of what runs. Facts of a unit are those of each of its members. @internal */
export function deliveryFacts(options: {
  database: Knex;
  fleet: Pick<FleetService, 'findAll'>;
  promotions: Promotions;
  releases: Pick<Releases, 'baseline' | 'reads'>;
  production: string;
}): FactProvider {
  const { database, fleet, production, promotions, releases } = options;
  const { store, units } = promotions.context;
  return {
    id: 'delivery',
    facts: [
      {
        name: 'delivery.adoption',
        title: 'Adoption level',
        description:
          'How far its release unit is under Sluice: observed, recorded, gated or managed.',
        type: 'text',
      },
      {
        name: 'delivery.unmanaged-changes',
        title: 'Unmanaged changes',
        description: `How often production was changed behind Sluice’s back in the last ${UNMANAGED_DAYS} days, acknowledged or not. Of a unit that is only observed it isn't known.`,
        type: 'number',
        unit: 'count',
      },
      {
        name: 'delivery.rollbacks',
        title: 'Rollbacks that worked',
        description: `How many rollbacks succeeded in any environment in the last ${ROLLBACK_DAYS} days, drills included.`,
        type: 'number',
        unit: 'count',
      },
      {
        name: 'delivery.evidence-kinds',
        title: 'Kinds of evidence',
        description:
          'How many kinds of evidence say that the release in production is good, and none says otherwise.',
        type: 'number',
        unit: 'count',
      },
    ],
    async read(entityRefs, { now, signal }) {
      const at = now.toISOString();
      const ago = (days: number) =>
        new Date(now.getTime() - days * DAY_MS).toISOString();
      const records = await fleet.findAll([...entityRefs], {});
      const levels = await releases.baseline.levels(database);
      const unmanaged = await units.unmanaged(
        { since: ago(UNMANAGED_DAYS) },
        database,
      );
      const rollbacks = (
        await store.since(ago(ROLLBACK_DAYS), database)
      ).filter(each => each.kind === 'rollback' && each.state === 'Succeeded');
      const running = new Map(
        (await units.all(database))
          .filter(each => each.environment === production)
          .map(each => [each.unit, each]),
      );
      // Members of a unit run the same release.
      const reportsOf = new Map<
        number,
        Awaited<ReturnType<Releases['reads']['evidence']>>
      >();
      const found: FactReading[] = [];
      for (const { entityRef, releaseUnit: unit } of records.values()) {
        signal.throwIfAborted();
        const said = say({ entityRef, source: SOURCE, at });
        const link = `/pipelines/releases/${encodeURIComponent(unit)}`;
        const level = levels.get(unit) ?? 'observed';
        const changes = unmanaged.filter(
          each => each.unit === unit && each.environment === production,
        );
        const back = rollbacks.filter(each => each.unit === unit);
        found.push(
          said.known('delivery.adoption', level, [{ title: unit, link }]),
          level === 'observed'
            ? said.unknown(
                'delivery.unmanaged-changes',
                'Its unit is only observed: what is deployed isn’t on record',
              )
            : said.known(
                'delivery.unmanaged-changes',
                changes.length,
                changes.map(each => ({
                  title: `${
                    each.changedBy ?? 'Somebody'
                  } changed what runs in production`,
                  at: each.changedAt ?? each.firstSeenAt,
                  link,
                })),
              ),
          said.known(
            'delivery.rollbacks',
            back.length,
            back.map(each => ({
              title: `Rolled back in ${each.environment}`,
              at: each.endedAt ?? undefined,
              link: `/pipelines/promotions/${each.id}`,
            })),
          ),
        );
        const releaseId = running.get(unit)?.releaseId ?? null;
        if (releaseId === null) {
          found.push(
            said.unknown(
              'delivery.evidence-kinds',
              'It isn’t known which release runs in production',
            ),
          );
          continue;
        }
        if (!reportsOf.has(releaseId)) {
          reportsOf.set(
            releaseId,
            await releases.reads.evidence(releaseId, database),
          );
        }
        const reports = reportsOf.get(releaseId)!;
        const bad = new Set(
          reports.filter(r => r.verdict !== 'pass').map(r => r.kind),
        );
        const good = new Set(
          reports.map(r => r.kind).filter(kind => !bad.has(kind)),
        );
        found.push(
          said.known(
            'delivery.evidence-kinds',
            good.size,
            reports.map(report => ({
              title: `${report.name} (${report.kind}): ${report.verdict}`,
              at: report.addedAt,
              link,
            })),
          ),
        );
      }
      return found;
    },
  };
}
