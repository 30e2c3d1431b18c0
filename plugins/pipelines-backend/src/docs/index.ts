/*
 * Docs: the Markdown pages that entities name, runbooks, and the files that entities are written in.
 */
export { DocsService } from './DocsService';
export { EntityFileReader, type EntityFile } from './EntityFileReader';
export { LocationReader } from './LocationReader';
export { RunbookService, RUNBOOK_IDS, type RunbookId } from './RunbookService';
