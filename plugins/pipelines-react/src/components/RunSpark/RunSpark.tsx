import type { CSSProperties } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunState } from '@sluice/plugin-pipelines-common';
import { usePalette, type PipelinesPalette } from '../../theme/usePalette';
import { RUN_STATE_LOOK } from '../../statusLook';
import { pipelinesReactTranslationRef } from '../../translation';
import { barHeights, countRuns } from './bars';

/**
 * A run as {@link RunSpark} needs it.
 *
 * @public
 */
export type SparkRun = {
  id: string;
  state: RunState;
  durationSeconds?: number;
};

/**
 * What {@link RunSpark} shows.
 *
 * @public
 */
export type RunSparkProps = {
  /** Oldest first; more than 30 are cut at the old end. */
  runs: SparkRun[];
  /** Pixels; 18 without. */
  height?: number;
  /** Pixels of one bar with its gap; 4 without. */
  pitch?: number;
};

const MAX_RUNS = 30;

/**
 * The last 30 runs as a strip of bars: height by duration, colour and fill by state. Told in words to screen readers.
 *
 * @public
 */
export const RunSpark = (props: RunSparkProps) => {
  const { height = 18, pitch = 4 } = props;
  const runs = props.runs.slice(-MAX_RUNS);
  const palette = usePalette();
  const words = useSparkWords(runs);
  const heights = barHeights(runs);
  if (runs.length === 0) {
    return <span style={{ color: palette.muted }}>{words}</span>;
  }
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      style={{
        display: 'inline-flex',
        alignItems: 'flex-end',
        gap: 1,
        height,
        verticalAlign: 'middle',
      }}
    >
      {runs.map((run, index) => (
        <i
          key={run.id}
          data-state={run.state}
          style={{
            width: pitch - 1,
            height: Math.max(2, Math.round(heights[index] * height)),
            borderRadius: 1,
            ...barFill(run.state, palette),
          }}
        />
      ))}
    </span>
  );
};

/** A fill that tells states apart without colour: solid, solid and full, hatched, hollow. */
function barFill(state: RunState, palette: PipelinesPalette): CSSProperties {
  const color = palette.tones[RUN_STATE_LOOK[state].tone].fg;
  if (state === 'unknown') {
    return {
      backgroundImage: `repeating-linear-gradient(0deg, ${color} 0 2px, transparent 2px 4px)`,
    };
  }
  if (state === 'running' || state === 'queued') {
    return { border: `1px solid ${color}` };
  }
  return { backgroundColor: color };
}

function useSparkWords(runs: SparkRun[]): string {
  const { t } = useTranslationRef(pipelinesReactTranslationRef);
  if (runs.length === 0) return t('runSpark.none');
  const { succeeded, failed, finished, unknown, open } = countRuns(runs);
  return [
    t('runSpark.succeeded', {
      succeeded: String(succeeded),
      finished: String(finished),
    }),
    failed > 0 && t('runSpark.failed', { number: String(failed) }),
    unknown > 0 && t('runSpark.unknown', { number: String(unknown) }),
    open > 0 && t('runSpark.open', { number: String(open) }),
  ]
    .filter(Boolean)
    .join(', ');
}
