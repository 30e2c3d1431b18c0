import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  CollectOptions,
  PipelineDefinition,
  RunBatch,
  RunSource,
  SourceIssue,
} from '@sluice/plugin-pipelines-node';
import { Artifact } from './artifacts/Artifact';
import {
  LocalArtifactFolder,
  UrlArtifactFolder,
} from './artifacts/ArtifactFolder';
import { DbtArtifactError } from './artifacts/errors';
import { invocationKey } from './artifacts/invocation';
import { readManifest, type Manifest } from './artifacts/manifest';
import { readRunResults, type RunResults } from './artifacts/runResults';
import { readSources, type SourceResults } from './artifacts/sources';
import type { DbtInstance } from './config';
import {
  readCursor,
  writeCursor,
  type DbtCursor,
  type SelectionMark,
} from './cursor';
import type { DeclaredSelections } from './DeclaredSelections';
import { selectionDefinition } from './definitions';
import { readFreshness, readSelectionFreshness } from './freshnessReadings';
import { selectionIssue, unreadSourceIssues } from './issues';
import { projectOf } from './project';
import { select } from './selection/select';
import { readSelectionRun } from './selectionRun';
import { readTests } from './testReadings';
import { strangersOf } from './strangers';

/** A sweep reads three files. */
const TIMEOUT_SECONDS = 55;

/** A selection with its nodes. */
type Selection = { externalId: string; ids: ReadonlySet<string> };

/**
 * What one dbt project did in one environment, by the artifacts that its last commands left.
 *
 * @internal
 */
export class DbtRunSource implements RunSource {
  readonly technology = 'dbt';
  readonly #instance: DbtInstance;
  readonly #declared: DeclaredSelections;
  readonly #manifest: Artifact<Manifest>;
  readonly #runResults: Artifact<RunResults>;
  readonly #sources: Artifact<SourceResults>;

  static create(options: {
    instance: DbtInstance;
    declared: DeclaredSelections;
    reader: UrlReaderService;
  }): DbtRunSource {
    return new DbtRunSource(options);
  }

  private constructor(options: {
    instance: DbtInstance;
    declared: DeclaredSelections;
    reader: UrlReaderService;
  }) {
    const { instance, reader } = options;
    this.#instance = instance;
    this.#declared = options.declared;
    const { artifacts } = instance;
    const folder =
      artifacts.url === undefined
        ? LocalArtifactFolder.create(artifacts)
        : UrlArtifactFolder.create({ url: artifacts.url, reader });
    this.#manifest = Artifact.create({
      folder,
      name: 'manifest.json',
      parse: readManifest,
    });
    this.#runResults = Artifact.create({
      folder,
      name: 'run_results.json',
      parse: readRunResults,
    });
    this.#sources = Artifact.create({
      folder,
      name: 'sources.json',
      parse: readSources,
    });
  }

  /** The configured name, as it is. */
  get id(): string {
    return this.#instance.name;
  }

  get title(): string {
    return this.#instance.title;
  }

  get environment(): string {
    return this.#instance.environment;
  }

  get schedule(): RunSource['schedule'] {
    return {
      intervalSeconds: this.#instance.intervalSeconds,
      timeoutSeconds: TIMEOUT_SECONDS,
    };
  }

  async *collect(options: CollectOptions): AsyncGenerator<RunBatch> {
    let cursor = readCursor(options.cursor);
    // One artifact that can't be read keeps nothing of the others.
    const faults: string[] = [];
    const attempt = async <T>(read: () => Promise<T>) => {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof DbtArtifactError)) throw error;
        faults.push(error.message);
        return undefined;
      }
    };
    const { signal } = options;
    const runResults = await attempt(() => this.#runResults.read(signal));
    const sources = await attempt(() => this.#sources.read(signal));
    // Last, so that it isn't older than the results if it is uploaded before them.
    const manifest = await attempt(() => this.#manifest.read(signal));
    this.#refuseNothing({ runResults, sources, manifest, faults });

    const issues: SourceIssue[] = unreadSourceIssues(sources);
    const definitions: PipelineDefinition[] = [];
    const own =
      manifest &&
      (await attempt(() => this.#selections(manifest, options, issues)));
    if (manifest && own) {
      const strangers = await attempt(async () =>
        strangersOf({ manifest, runResults, where: this.#manifest.where }),
      );
      issues.push(...(strangers ?? []));
      for (const selection of own) {
        definitions.push(selectionDefinition({ ...selection, manifest }));
        if (!runResults || !strangers) continue;
        const part = deliver(selection, { manifest, runResults, cursor });
        if (!part) continue;
        ({ cursor } = part);
        yield part.batch;
      }
      cursor = onlyOf(own, cursor);
    }
    yield {
      ...takeFreshness({ sources, manifest, selections: own ?? [], cursor }),
      ...(own && { definitions, definitionsComplete: true }),
      issues,
      version: (runResults ?? sources)?.invocation.dbtVersion,
    };
    if (faults.length > 0) throw new DbtArtifactError(faults.join('; '));
  }

  #refuseNothing(read: {
    runResults?: RunResults;
    sources?: SourceResults;
    manifest?: Manifest;
    faults: string[];
  }): void {
    const { runResults, sources, manifest, faults } = read;
    if (faults.length > 0 || manifest) return;
    if (runResults) {
      faults.push(
        `${
          this.#manifest.where
        } is missing: without it nobody knows which selection the nodes in run_results.json belong to. Put it beside`,
      );
    } else if (!sources) {
      throw new DbtArtifactError(
        `There are no artifacts of dbt: neither ${
          this.#runResults.where
        } nor manifest.json nor sources.json exists. Check ${
          this.#instance.configKey
        }.artifacts, and that the job keeps its target folder`,
      );
    }
  }

  async #selections(
    manifest: Manifest,
    options: CollectOptions,
    issues: SourceIssue[],
  ): Promise<Selection[]> {
    const project = projectOf(manifest, {
      ...this.#instance,
      where: this.#manifest.where,
    });
    const declared = await this.#declared.of(project, options);
    const selectors = new Set([...this.#instance.selections, ...declared]);
    return [...selectors].sort().flatMap(selector => {
      const externalId = `${project}/${selector}`;
      try {
        const ids = select(manifest, selector);
        if (ids.size > 0) return [{ externalId, ids }];
        issues.push(selectionIssue(externalId, 'it selects nothing'));
      } catch (error) {
        if (!isError(error) || error.name !== 'InputError') throw error;
        issues.push(selectionIssue(externalId, error.message));
      }
      return [];
    });
  }
}

/** What the last invocation says of a selection, unless it was delivered before. */
function deliver(
  selection: Selection,
  options: { manifest: Manifest; runResults: RunResults; cursor: DbtCursor },
): { batch: RunBatch; cursor: DbtCursor } | undefined {
  const { manifest, runResults } = options;
  const { externalId } = selection;
  const before = options.cursor.selections[externalId];
  const invocation = invocationKey(runResults.invocation);
  if (before?.invocation === invocation) return undefined;
  const { generatedAt } = runResults.invocation;
  // Somebody may put back an older artifact: what was left undone since then stays undone.
  const isOlder = before !== undefined && generatedAt < before.generatedAt;
  const { run, unfinished } = readSelectionRun({
    ...selection,
    manifest,
    runResults,
    before: isOlder ? undefined : before?.unfinished,
  });
  const mark: SelectionMark = {
    invocation,
    generatedAt: isOlder ? before.generatedAt : generatedAt,
    unfinished: isOlder ? before.unfinished : unfinished,
  };
  const cursor = {
    ...options.cursor,
    selections: { ...options.cursor.selections, [externalId]: mark },
  };
  return {
    cursor,
    batch: {
      cursor: writeCursor(cursor),
      runs: run ? [run] : [],
      tests: readTests({ ...selection, manifest, runResults }),
    },
  };
}

/** What the last `dbt source freshness` says, unless it was delivered before. */
function takeFreshness(options: {
  sources?: SourceResults;
  manifest?: Manifest;
  selections: Selection[];
  cursor: DbtCursor;
}): Pick<RunBatch, 'cursor' | 'freshness'> {
  const { sources, manifest, selections, cursor } = options;
  if (!sources) return { cursor: writeCursor(cursor) };
  const invocation = invocationKey(sources.invocation);
  const due = manifest
    ? selections.filter(s => cursor.freshness[s.externalId] !== invocation)
    : [];
  const delivered = due.map(s => [s.externalId, invocation]);
  return {
    cursor: writeCursor({
      ...cursor,
      sources: invocation,
      freshness: { ...cursor.freshness, ...Object.fromEntries(delivered) },
    }),
    freshness: [
      ...(cursor.sources === invocation ? [] : readFreshness(sources)),
      ...due.flatMap(
        selection =>
          readSelectionFreshness({
            ...selection,
            manifest: manifest!,
            sources,
          }) ?? [],
      ),
    ],
  };
}

/** Forgets selections that nobody asks for any more. */
function onlyOf(selections: Selection[], cursor: DbtCursor): DbtCursor {
  const known = new Set(selections.map(({ externalId }) => externalId));
  const keep = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => known.has(id)));
  return {
    ...cursor,
    selections: keep(cursor.selections),
    freshness: keep(cursor.freshness),
  };
}
