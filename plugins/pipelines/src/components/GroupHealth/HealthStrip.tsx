import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatInstant,
  LAG_STATUS_LOOK,
  useNow,
  usePalette,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import type { HealthSpan } from '../../streams/healthSpans';
import { streamsTranslationRef } from '../../translation';

/** The health of a group over a time as a strip; in words for screen readers, and with reasons in the list below it. @internal */
export const HealthStrip = (props: {
  spans: HealthSpan[];
  /** ISO 8601. */
  range: { from: string; to: string };
}) => {
  const { range, spans } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const { tones } = usePalette();
  const labelOf = useStatusLabel();
  const now = useNow();
  const shares = new Map<HealthSpan['status'], number>();
  for (const { share, status } of spans) {
    shares.set(status, (shares.get(status) ?? 0) + share);
  }
  const known = spans.reduce((sum, { share }) => sum + share, 0);
  return (
    <div
      role="img"
      aria-label={t('streams.health.strip', {
        from: formatInstant(range.from, { now }),
        to: formatInstant(range.to, { now }),
        parts: [...shares]
          .map(([state, share]) =>
            t('streams.health.part', {
              status: labelOf({ kind: 'lag', state }),
              share: `${Math.round(share * 100)} %`,
            }),
          )
          .join(', '),
      })}
      style={{
        display: 'flex',
        height: 12,
        borderRadius: 4,
        overflow: 'hidden',
        marginBottom: 8,
      }}
    >
      <span style={{ flex: Math.max(0, 1 - known) }} />
      {spans.map(({ share, since, status }) => (
        <span
          key={since}
          title={labelOf({ kind: 'lag', state: status })}
          style={{
            flex: share,
            // A minute of thirty days would be thinner than a pixel.
            minWidth: status === 'ok' ? 0 : 2,
            backgroundColor: tones[LAG_STATUS_LOOK[status].tone].fg,
            opacity: status === 'ok' ? 0.4 : 1,
          }}
        />
      ))}
    </div>
  );
};
