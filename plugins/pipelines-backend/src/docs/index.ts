/*
 * Docs: the Markdown pages that entities name.
 */
export { DocsService } from './DocsService';
