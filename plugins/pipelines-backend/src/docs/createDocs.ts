import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { DocsService } from './DocsService';
import { EntityFileReader } from './EntityFileReader';
import { LocationReader } from './LocationReader';
import { type RunbookId, RunbookService } from './RunbookService';

/** The context, put together. @internal */
export type Docs = {
  docs: DocsService;
  runbooks: RunbookService;
  /** The files that entities are written in. */
  entityFiles: EntityFileReader;
};

/** Puts the context together. @internal */
export function createDocs(options: {
  urlReader: UrlReaderService;
  /** Folders from which files may be read. */
  allowedFileRoots: string[];
  /** Pages that take the place of our runbooks. */
  runbookUrls: Partial<Record<RunbookId, string>>;
}): Docs {
  const reader = new LocationReader(options);
  return {
    docs: new DocsService({ reader }),
    runbooks: new RunbookService({ reader, urls: options.runbookUrls }),
    entityFiles: new EntityFileReader({ reader }),
  };
}
