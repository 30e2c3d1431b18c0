import type {
  CollectOptions,
  RunBatch,
  RunSource,
} from '@sluice/plugin-pipelines-node';
import { REGISTRY, SUBJECTS } from '../streams';
import type { StagedOutages } from './StagedOutages';

/** The simulated schema registry: the same subjects at each sweep. @internal */
export class RegistrySource implements RunSource {
  readonly id = REGISTRY;
  readonly technology = 'schema-registry';
  readonly title = 'Schema registry production (demo)';
  readonly environment = 'prod';
  readonly demo = true;
  readonly schedule: { intervalSeconds: number; timeoutSeconds: number };
  readonly #staged: StagedOutages;

  constructor(options: { tickSeconds: number; staged: StagedOutages }) {
    this.schedule = {
      intervalSeconds: options.tickSeconds,
      timeoutSeconds: 60,
    };
    this.#staged = options.staged;
  }

  async *collect({ cursor, now }: CollectOptions): AsyncGenerator<RunBatch> {
    this.#staged.check(this.id);
    let id = 100;
    const subjects = SUBJECTS.map(({ level, subject, topic, versions }) => {
      const all = versions.map((version, i) => ({
        ...version,
        version: i + 1,
        schemaId: id++,
      }));
      return {
        subject,
        topics: [{ topic, part: 'value' as const }],
        versions: all.map(each => each.version),
        // They never change: once is enough.
        added: cursor === undefined ? all : [],
        level: level ?? 'BACKWARD',
        levelOf: level ? ('subject' as const) : ('registry' as const),
      };
    });
    yield {
      cursor: 'told',
      schemas: {
        at: now().toISOString(),
        level: 'BACKWARD',
        subjects,
        listed: subjects.map(each => each.subject),
      },
      version: 'Confluent 7.9 (simulated)',
    };
  }
}
