import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatInterval,
  type Tone,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { DateTime } from 'luxon';
import { type HistoryItem, lanesOf } from '../../promotions/lanes';
import { PROMOTION_LOOK } from '../../promotions/promotionLook';
import { releaseName } from '../../promotions/releaseName';
import { deliveryTranslationRef } from '../../translation';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A release that ran for minutes still shows, as a share of the period. */
const MIN_SHARE = 0.003;
/** From this share on, a name fits into its bar. */
const NAMED_SHARE = 0.07;

const Lanes = styled('div')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '6px 12px',
  alignItems: 'center',
  marginBottom: 14,
  fontSize: 12,
  '& .lane': {
    position: 'relative',
    height: 26,
    borderRadius: 4,
    backgroundColor: theme.palette.action.hover,
    overflow: 'hidden',
  },
  '& .bar': {
    position: 'absolute',
    top: 2,
    bottom: 2,
    borderRadius: 3,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    padding: '3px 5px',
    boxSizing: 'border-box',
    fontWeight: 600,
    lineHeight: '16px',
  },
  '& .axis': {
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.palette.text.secondary,
    fontSize: 11,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** A lane an environment, a bar a release, over the last days. The table beside it says the same. @internal */
export const SwimLanes = (props: {
  items: readonly HistoryItem[];
  environments: readonly string[];
  days: number;
}) => {
  const { days, environments, items } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { tones } = usePalette();
  const now = useNow();
  const from = now - days * DAY_MS;
  return (
    <Lanes role="img" aria-label={t('releases.history.lanes')}>
      {lanesOf(items, { environments, from, to: now }).map(lane => [
        <strong key={`${lane.environment} name`}>{lane.environment}</strong>,
        <div key={lane.environment} className="lane">
          {lane.bars.map(({ item, from: start, to }) => {
            const width = Math.max(MIN_SHARE, to - start);
            const { bg, fg } = tones[toneOf(item)];
            const name = releaseName(item.release);
            return (
              <div
                key={`${item.release.id} ${item.at}`}
                className="bar"
                title={`${name}, ${formatInterval(item.at, item.until, {
                  now,
                })}`}
                style={{
                  left: `${start * 100}%`,
                  width: `${width * 100}%`,
                  color: fg,
                  backgroundColor: bg,
                  borderLeft: `3px solid ${fg}`,
                }}
              >
                {width >= NAMED_SHARE ? name : null}
              </div>
            );
          })}
        </div>,
      ])}
      <span />
      <div className="axis">
        {[from, (from + now) / 2, now].map(at => (
          <span key={at}>
            {DateTime.fromMillis(at).toLocaleString({
              day: 'numeric',
              month: 'short',
            })}
          </span>
        ))}
      </div>
    </Lanes>
  );
};

function toneOf(item: HistoryItem): Tone {
  if (item.origin === 'unmanaged') return 'warn';
  return item.state ? PROMOTION_LOOK[item.state].tone : 'unknown';
}
