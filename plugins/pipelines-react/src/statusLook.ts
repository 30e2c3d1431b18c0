import type {
  FleetStatus,
  LagStatus,
  RunState,
  SloStatus,
  SourceStatus,
  VerdictState,
} from '@sluice/plugin-pipelines-common';
import type { Tone } from './theme/tokens';

/**
 * The shapes that stand for states. Two states of one kind that share a tone never share a shape.
 *
 * @public
 */
export type Glyph =
  | 'disc'
  | 'triangle'
  | 'square'
  | 'diamond'
  | 'half'
  | 'bars'
  | 'ring';

/**
 * The same shapes as characters, for places that take text alone, such as a chart's label or a page's title.
 *
 * @public
 */
export const GLYPH_CHARACTERS: Readonly<Record<Glyph, string>> = {
  disc: '●',
  triangle: '▲',
  square: '■',
  diamond: '◇',
  half: '◐',
  bars: '‖',
  ring: '○',
};

/**
 * How a state looks: a shape and a tone. Its word comes from the translations, under `status.<kind>.<state>`.
 *
 * @public
 */
export type StatusLook = { glyph: Glyph; tone: Tone };

/**
 * How a pipeline's status looks. Unknown never looks like good.
 *
 * @public
 */
export const FLEET_STATUS_LOOK: Readonly<Record<FleetStatus, StatusLook>> = {
  failed: { glyph: 'square', tone: 'bad' },
  late: { glyph: 'triangle', tone: 'warn' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
  running: { glyph: 'half', tone: 'running' },
  ok: { glyph: 'disc', tone: 'good' },
  paused: { glyph: 'bars', tone: 'unknown' },
  idle: { glyph: 'ring', tone: 'unknown' },
};

/**
 * How the state of a run looks.
 *
 * @public
 */
export const RUN_STATE_LOOK: Readonly<Record<RunState, StatusLook>> = {
  failed: { glyph: 'square', tone: 'bad' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
  queued: { glyph: 'ring', tone: 'running' },
  running: { glyph: 'half', tone: 'running' },
  success: { glyph: 'disc', tone: 'good' },
};

/**
 * How the health of a source looks.
 *
 * @public
 */
export const SOURCE_STATUS_LOOK: Readonly<Record<SourceStatus, StatusLook>> = {
  failing: { glyph: 'square', tone: 'bad' },
  stale: { glyph: 'triangle', tone: 'warn' },
  pending: { glyph: 'ring', tone: 'unknown' },
  healthy: { glyph: 'disc', tone: 'good' },
};

/**
 * How the status of an SLO looks.
 *
 * @public
 */
export const SLO_STATUS_LOOK: Readonly<Record<SloStatus, StatusLook>> = {
  exhausted: { glyph: 'square', tone: 'bad' },
  burning: { glyph: 'half', tone: 'bad' },
  'will-miss': { glyph: 'triangle', tone: 'warn' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
  met: { glyph: 'disc', tone: 'good' },
};

/**
 * How a verdict looks.
 *
 * @public
 */
export const VERDICT_LOOK: Readonly<Record<VerdictState, StatusLook>> = {
  PENDING: { glyph: 'ring', tone: 'running' },
  GOOD: { glyph: 'disc', tone: 'good' },
  LATE: { glyph: 'triangle', tone: 'warn' },
  MISSING: { glyph: 'square', tone: 'bad' },
  EXCLUDED: { glyph: 'bars', tone: 'unknown' },
  UNKNOWN: { glyph: 'diamond', tone: 'unknown' },
};

/**
 * How the health of a consumer group looks.
 *
 * @public
 */
export const LAG_STATUS_LOOK: Readonly<Record<LagStatus, StatusLook>> = {
  error: { glyph: 'square', tone: 'bad' },
  rewind: { glyph: 'half', tone: 'bad' },
  stop: { glyph: 'bars', tone: 'bad' },
  stall: { glyph: 'ring', tone: 'bad' },
  warn: { glyph: 'triangle', tone: 'warn' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
  ok: { glyph: 'disc', tone: 'good' },
};

/**
 * A state together with the list that it is from: `ok` of a pipeline and `success` of a run look alike, but read differently.
 *
 * @public
 */
export type Status =
  | { kind: 'fleet'; state: FleetStatus }
  | { kind: 'run'; state: RunState }
  | { kind: 'slo'; state: SloStatus }
  | { kind: 'verdict'; state: VerdictState }
  | { kind: 'lag'; state: LagStatus }
  | { kind: 'source'; state: SourceStatus };

/**
 * The look of any state.
 *
 * @public
 */
export function statusLook(status: Status): StatusLook {
  switch (status.kind) {
    case 'fleet':
      return FLEET_STATUS_LOOK[status.state];
    case 'run':
      return RUN_STATE_LOOK[status.state];
    case 'slo':
      return SLO_STATUS_LOOK[status.state];
    case 'verdict':
      return VERDICT_LOOK[status.state];
    case 'lag':
      return LAG_STATUS_LOOK[status.state];
    default:
      return SOURCE_STATUS_LOOK[status.state];
  }
}
