export { StatusGlyph } from './StatusGlyph';
export type { StatusGlyphProps } from './StatusGlyph';
