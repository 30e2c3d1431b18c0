import type { FactProvider, FactReading } from '@sluice/plugin-pipelines-node';
import type { PeopleDirectory } from '../../approvals';
import type { DocsService } from '../../docs';
import type { FleetRecord, FleetService } from '../../fleet';
import { errorText } from '../../observations';
import { say } from './readings';

const DAY_MS = 86_400_000;
/** A page is asked for its age so often: hosts count what they are asked. */
const PAGE_MS = 6 * 3600_000;

const SOURCE = 'catalog';

/** What the catalog says of pipelines, and of the pages that they name. @internal */
export function catalogFacts(options: {
  fleet: Pick<FleetService, 'findAll'>;
  people: PeopleDirectory;
  docs: Pick<DocsService, 'changedAt'>;
}): FactProvider {
  const { docs, fleet, people } = options;
  const ages = new Map<
    string,
    { until: number; changedAt: Promise<Date | undefined> }
  >();
  const changedAt = (page: string, record: FleetRecord, now: Date) => {
    const key = `${record.locationRef} ${page}`;
    const kept = ages.get(key);
    if (kept && kept.until > now.getTime()) return kept.changedAt;
    const asked = docs.changedAt(page, record.locationRef);
    ages.set(key, { until: now.getTime() + PAGE_MS, changedAt: asked });
    return asked;
  };
  return {
    id: SOURCE,
    facts: [
      {
        name: 'owner.reachable',
        title: 'Owner can be reached',
        description:
          'The entity names an owner that the catalog knows: a person, or a group with at least one person in it.',
        type: 'boolean',
      },
      {
        name: 'docs.present',
        title: 'Documented',
        description:
          'The entity names a page that says what the pipeline does.',
        type: 'boolean',
      },
      {
        name: 'runbook.present',
        title: 'Runbook',
        description:
          'The entity names a page that says what to do when the pipeline fails.',
        type: 'boolean',
      },
      {
        name: 'runbook.age',
        title: 'Age of the runbook',
        description:
          'Whole days since the runbook was last changed, as its host says. Without a runbook it makes no sense.',
        type: 'number',
        unit: 'days',
      },
    ],
    async read(entityRefs, { now, signal }) {
      const records = [...(await fleet.findAll([...entityRefs], {})).values()];
      const { humans, members } = await people.look(
        new Set(records.map(each => each.owner).filter(Boolean)),
      );
      const readings: FactReading[] = [];
      for (const record of records) {
        signal.throwIfAborted();
        const { docs: page, entityRef, owner, runbook } = record;
        const said = say({ entityRef, source: SOURCE, at: now.toISOString() });
        const persons = (members.get(owner) ?? [owner]).filter(ref =>
          humans.has(ref),
        );
        readings.push(
          said.known(
            'owner.reachable',
            persons.length > 0,
            owner ? [{ title: `${owner}: ${persons.length} people` }] : [],
          ),
          said.known('docs.present', page !== null, titled(page)),
          said.known('runbook.present', runbook !== null, titled(runbook)),
        );
        if (runbook === null) {
          readings.push(said.notApplicable('runbook.age', 'It has no runbook'));
          continue;
        }
        try {
          const time = await changedAt(runbook, record, now);
          readings.push(
            time
              ? said.known(
                  'runbook.age',
                  Math.max(
                    0,
                    Math.floor((now.getTime() - time.getTime()) / DAY_MS),
                  ),
                  [{ title: runbook, at: time.toISOString() }],
                )
              : said.unknown(
                  'runbook.age',
                  `The host of ${runbook} doesn't say when it was changed`,
                ),
          );
        } catch (error) {
          readings.push(said.unknown('runbook.age', errorText(error)));
        }
      }
      return readings;
    },
  };
}

function titled(page: string | null) {
  return page === null ? [] : [{ title: page }];
}
