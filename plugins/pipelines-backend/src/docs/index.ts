/*
 * Docs: the Markdown pages that entities name, runbooks, and the files that entities are written in.
 */
export { createDocs, type Docs } from './createDocs';
export { RUNBOOK_IDS, type RunbookId } from './RunbookService';
export type { DocsService } from './DocsService';
