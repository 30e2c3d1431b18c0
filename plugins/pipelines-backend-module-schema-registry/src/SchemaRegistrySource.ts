import {
  type CollectOptions,
  JsonClientError,
  type RunBatch,
  type RunSource,
  type SchemaCheck,
  type SchemaVersion,
  type SourceIssue,
  type SubjectReading,
} from '@sluice/plugin-pipelines-node';
import { checkSchema } from './checkSchema';
import type { SchemaRegistry } from './config';
import { type KnownSubject, readCursor, writeCursor } from './cursor';
import type { RegistryApi } from './RegistryApi';
import { topicsOf } from './topicsOf';

/** So many subjects are handed over at a time. */
const SLICE = 100;
/** So many requests are under way at a time: registries are small services. */
const AT_ONCE = 4;
/** Of a subject that has more versions, the newest are read. */
const MAX_VERSIONS = 200;
/** A source shows so many at most. */
const MAX_ISSUES = 50;

/** Reads the subjects of one schema registry, and of each what was not read before. @internal */
export class SchemaRegistrySource implements RunSource {
  readonly id: string;
  readonly technology = 'schema-registry';
  readonly title: string;
  readonly environment: string;
  readonly schedule: RunSource['schedule'];
  readonly #registry: SchemaRegistry;
  readonly #api: RegistryApi;

  static create(options: {
    registry: SchemaRegistry;
    api: RegistryApi;
  }): SchemaRegistrySource {
    return new SchemaRegistrySource(options);
  }

  private constructor(options: { registry: SchemaRegistry; api: RegistryApi }) {
    const { environment, name, schedule, title } = options.registry;
    this.id = name;
    this.title = title;
    this.environment = environment;
    this.schedule = schedule;
    this.#registry = options.registry;
    this.#api = options.api;
  }

  async checkSchema(
    subject: string,
    schema: { format: string; schema: string },
    { signal }: { signal: AbortSignal },
  ): Promise<SchemaCheck> {
    return checkSchema(this.#api, subject, schema, signal);
  }

  async *collect({
    cursor,
    now,
    signal,
  }: CollectOptions): AsyncGenerator<RunBatch> {
    const { after, known } = readCursor(cursor);
    const level = await this.#api.level(signal);
    const { clusters } = this.#registry;
    const { exclude, include } = this.#registry.subjects;
    const listed = (await this.#api.subjects(signal))
      .filter(subject => include?.test(subject) ?? true)
      .filter(subject => !exclude?.test(subject))
      .sort();
    const shared = { level, ...(clusters && { clusters }) };
    const rest =
      after === undefined ? listed : listed.filter(each => each > after);
    const issues: SourceIssue[] = [];
    for (let from = 0; from < rest.length; from += SLICE) {
      const slice = rest.slice(from, from + SLICE);
      const subjects = await this.#readAll(slice, { known, level, signal });
      const at = now().toISOString();
      issues.push(...subjects.flatMap(each => issueOf(each, at)));
      for (const subject of subjects) remember(known, subject);
      yield {
        cursor: writeCursor({ known, after: slice.at(-1) }),
        schemas: { at, ...shared, subjects },
      };
    }
    const there = new Set(listed);
    for (const subject of known.keys()) {
      if (!there.has(subject)) known.delete(subject);
    }
    yield {
      cursor: writeCursor({ known }),
      schemas: { at: now().toISOString(), ...shared, subjects: [], listed },
      issues: issues.slice(0, MAX_ISSUES),
    };
  }

  async #readAll(
    subjects: string[],
    options: {
      known: ReadonlyMap<string, KnownSubject>;
      level: string | undefined;
      signal: AbortSignal;
    },
  ): Promise<SubjectReading[]> {
    const readings: SubjectReading[] = [];
    const waiting = subjects.values();
    const work = async () => {
      for (const subject of waiting) {
        readings.push(await this.#read(subject, options));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return readings;
  }

  /** What can't be read of a subject costs that subject alone, unless nobody answers any more. */
  async #read(
    subject: string,
    options: {
      known: ReadonlyMap<string, KnownSubject>;
      level: string | undefined;
      signal: AbortSignal;
    },
  ): Promise<SubjectReading> {
    const { known, signal } = options;
    const topics = topicsOf(subject, this.#registry.subjects);
    const problems: string[] = [];
    const tried = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await read();
      } catch (error) {
        if (isOfOne(error)) {
          problems.push(error.message);
          return undefined;
        }
        throw error;
      }
    };
    const own = await tried(async () => ({
      level: await this.#api.ownLevel(subject, signal),
    }));
    const versions = await tried(() =>
      this.#versions(subject, known.get(subject), signal),
    );
    const level = own && (own.level ?? options.level);
    return {
      subject,
      topics,
      added: [],
      ...versions,
      ...(level !== undefined && {
        level,
        levelOf: own?.level === undefined ? 'registry' : 'subject',
      }),
      ...(problems.length > 0 && { problem: problems.join('; ') }),
    };
  }

  /**
   * The versions of a subject, with those that were not handed over yet. A registry may delete a subject for good and count from 1 again:
   * what messages call the newest version tells, and all are read once more.
   */
  async #versions(
    subject: string,
    known: KnownSubject | undefined,
    signal: AbortSignal,
  ): Promise<Pick<SubjectReading, 'versions' | 'added'>> {
    const versions = (await this.#api.versions(subject, signal)).slice(
      -MAX_VERSIONS,
    );
    const newest = versions.at(-1);
    if (newest === undefined) return { versions, added: [] };
    const latest = await this.#api.version(subject, newest, signal);
    const isSame = known?.[0] === newest && known[1] === latest.schemaId;
    if (isSame) return { versions, added: [] };
    const isLater = known !== undefined && known[0] < newest;
    const missing = versions.filter(
      each => each !== newest && !(isLater && each <= known[0]),
    );
    const added: SchemaVersion[] = [];
    for (const version of missing) {
      added.push(await this.#api.version(subject, version, signal));
    }
    return { versions, added: [...added, latest] };
  }
}

function remember(
  known: Map<string, KnownSubject>,
  { added, subject }: SubjectReading,
): void {
  const newest = added.at(-1);
  if (newest) {
    known.set(subject, [newest.version, newest.schemaId]);
  }
}

/** A failure that says nothing about other subjects. */
function isOfOne(error: unknown): error is JsonClientError {
  return (
    error instanceof JsonClientError &&
    !['network', 'busy'].includes(error.failure) &&
    error.status !== 401
  );
}

function issueOf({ problem, subject }: SubjectReading, at: string) {
  if (!problem) return [];
  const kind = 'skipped-reading' as const;
  return [{ kind, title: subject, message: problem, at }];
}
