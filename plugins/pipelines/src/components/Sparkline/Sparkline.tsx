import { usePalette } from '@sluice/plugin-pipelines-react';
import { sparkPoints, type SparkValue } from '../../scorecards/sparkPoints';

const EDGE = 2;

/** How a figure went, as a small line; `label` says it in words. @internal */
export const Sparkline = (props: {
  /** The oldest first. */
  values: readonly SparkValue[];
  label: string;
  /** Pixels. */
  width?: number;
  height?: number;
  /** The values of the lower and the upper edge. */
  min: number;
  max: number;
}) => {
  const { height = 22, label, max, min, values, width = 88 } = props;
  const { accent } = usePalette();
  const lines = sparkPoints(values, {
    width: width - 2 * EDGE,
    height: height - 2 * EDGE,
    min,
    max,
  });
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      style={{ display: 'block', maxWidth: '100%' }}
    >
      <title>{label}</title>
      <g transform={`translate(${EDGE} ${EDGE})`}>
        {lines.map(points => (
          <polyline
            key={points}
            points={points}
            fill="none"
            stroke={accent}
            strokeWidth={1.6}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        ))}
      </g>
    </svg>
  );
};
