export { tokens } from './tokens';
export type { ColorTokens, Tone, ToneColors } from './tokens';
export { usePalette } from './usePalette';
export type { PipelinesPalette } from './usePalette';
