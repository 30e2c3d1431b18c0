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
import { readManifest, type Manifest } from './artifacts/manifest';
import { readRunResults, type RunResults } from './artifacts/runResults';
import { readSources, type SourceResults } from './artifacts/sources';
import type { DbtInstance } from './config';
import { type DbtCursor, readCursor, writeCursor } from './cursor';
import type { DeclaredSelections } from './DeclaredSelections';
import { selectionDefinition } from './definitions';
import { deliver, onlyOf, takeFreshness, type Selection } from './delivery';
import { selectionIssue, unreadSourceIssues } from './issues';
import { datasetDefinitions } from './lineage';
import { projectOf } from './project';
import { select } from './selection/select';
import { strangersOf } from './strangers';

/** A sweep reads three files. */
const TIMEOUT_SECONDS = 55;
/** SQLite takes no larger insert. */
const DATASETS_AT_ONCE = 400;

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
  /** Selections of the manifest as it is: a large one takes a while to go through. */
  #selected?: { manifest: Manifest; bySelector: Map<string, Set<string>> };

  /** Of which manifest and selections the datasets were told. */
  #told?: { manifest: Manifest; names: string };

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
    if (manifest && own) yield* this.#datasets(manifest, own, cursor);
    yield {
      ...takeFreshness({ sources, manifest, selections: own ?? [], cursor }),
      ...(own && { definitions, definitionsComplete: true }),
      issues,
      version: (runResults ?? sources)?.invocation.dbtVersion,
    };
    if (faults.length > 0) throw new DbtArtifactError(faults.join('; '));
  }

  /** What flows into what, once for each manifest and set of selections: a large one has thousands of models. */
  *#datasets(
    manifest: Manifest,
    selections: Selection[],
    cursor: DbtCursor,
  ): Generator<RunBatch> {
    const names = selections.map(s => s.externalId).join('\n');
    const told = this.#told;
    if (told?.manifest === manifest && told.names === names) return;
    const datasets = datasetDefinitions(manifest, selections);
    for (let at = 0; at < datasets.length; at += DATASETS_AT_ONCE) {
      yield {
        cursor: writeCursor(cursor),
        datasets: datasets.slice(at, at + DATASETS_AT_ONCE),
        datasetsComplete: at + DATASETS_AT_ONCE >= datasets.length,
      };
    }
    this.#told = { manifest, names };
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
        const ids = this.#select(manifest, selector);
        if (ids.size > 0) return [{ externalId, ids }];
        issues.push(selectionIssue(externalId, 'it selects nothing'));
      } catch (error) {
        if (!isError(error) || error.name !== 'InputError') throw error;
        issues.push(selectionIssue(externalId, error.message));
      }
      return [];
    });
  }

  #select(manifest: Manifest, selector: string): Set<string> {
    if (this.#selected?.manifest !== manifest) {
      this.#selected = { manifest, bySelector: new Map() };
    }
    const { bySelector } = this.#selected;
    const ids = bySelector.get(selector) ?? select(manifest, selector);
    bySelector.set(selector, ids);
    return ids;
  }
}
