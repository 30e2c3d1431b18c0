import type { FactProvider, FactReading } from '@sluice/plugin-pipelines-node';
import type { FleetService } from '../../fleet';
import type { LagService } from '../../lag';
import type { SchemaService, StoredSubject } from '../../schemas';
import { say } from './readings';

const FACT = 'schema.compatibility';
const MOST_SUBJECTS = 100;

/** The levels of schema registries, those first that promise readers least. */
const WEAKEST_FIRST = [
  'NONE',
  'FORWARD',
  'BACKWARD',
  'FORWARD_TRANSITIVE',
  'BACKWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
];

/** What the schemas are held to of the messages that consumers read. @internal */
export function schemaFacts(options: {
  fleet: Pick<FleetService, 'findAll'>;
  lag: Pick<LagService, 'ofPipeline'>;
  schemas: Pick<SchemaService, 'subjects'>;
}): FactProvider {
  const { fleet, lag, schemas } = options;
  return {
    id: 'schemas',
    facts: [
      {
        name: FACT,
        title: 'Compatibility level of schemas',
        description:
          'What schema registries hold the schemas to of the topics that it reads; of several subjects the level that promises readers least: NONE, FORWARD, BACKWARD, …, FULL_TRANSITIVE.',
        type: 'text',
        types: ['kafka-consumer'],
      },
    ],
    async read(entityRefs, { now, signal }) {
      const records = await fleet.findAll([...entityRefs], {});
      const found: FactReading[] = [];
      for (const { entityRef, id, type } of records.values()) {
        signal.throwIfAborted();
        if (type !== 'kafka-consumer') continue;
        const subjects: StoredSubject[] = [];
        for (const group of await lag.ofPipeline(id)) {
          const { environment, sourceId, topics } = group;
          const page = await schemas.subjects({
            about: { cluster: sourceId, environment, topics },
            limit: MOST_SUBJECTS,
          });
          subjects.push(...page.subjects);
        }
        found.push(levelOf(subjects, { entityRef, now }));
      }
      return found;
    },
  };
}

function levelOf(
  subjects: readonly StoredSubject[],
  { entityRef, now }: { entityRef: string; now: Date },
): FactReading {
  const [first] = subjects;
  const at = first?.at ?? now.toISOString();
  const said = say({ entityRef, source: 'Schema registry', at });
  if (!first) {
    return said.notApplicable(
      FACT,
      'No schema registry that is read has a subject about what it reads',
    );
  }
  const gap = subjects.find(each => each.level === null);
  if (gap) {
    return said.unknown(FACT, `The level of ${gap.subject} can't be read`);
  }
  // A level that we don't know promises nothing that we know of.
  const rank = ({ level }: StoredSubject) => WEAKEST_FIRST.indexOf(level!);
  const sorted = [...subjects].sort((a, b) => rank(a) - rank(b));
  return said.known(
    FACT,
    sorted[0].level!,
    sorted.map(each => ({ title: `${each.subject}: ${each.level}` })),
  );
}
