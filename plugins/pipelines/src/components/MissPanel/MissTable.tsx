import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MissAttribution } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  formatInstant,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { missBars, type MissBar } from '../../slo/missBars';
import { sloTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

type Hop = MissAttribution['hops'][number] & {
  /** Nothing observes it. */
  unknown?: boolean;
};

/** From so many minutes on a hop is drawn as what held the others up. */
const HELD_UP_MINUTES = 5;

/** The hops in a table whose one column is a waterfall: the picture and its words are the same rows. @internal */
export const MissTable = (props: {
  label: string;
  dueAt: string;
  hops: readonly Hop[];
  /** Whether the minutes of a hop are what it added to the usual, or what the data took for it. */
  minutes: 'added' | 'took';
  timezone: string;
  /** The reader's clock, epoch milliseconds. */
  now: number;
}) => {
  const { dueAt, hops, label, minutes: meaning, timezone, now } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const linkTo = usePipelineLink();
  const { bars, due } = missBars({ dueAt, hops: [...hops] }, now);
  return (
    <PlainTable aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('slo.miss.pipeline')}</th>
          <th scope="col" style={{ width: '40%' }}>
            {t('slo.miss.when')}
          </th>
          <th scope="col" className="number">
            {t(`slo.miss.${meaning}`)}
          </th>
        </tr>
      </thead>
      <tbody>
        {hops.map((hop, index) => (
          <tr key={hop.pipeline ?? index}>
            <th scope="row" className="wrap">
              {hop.pipeline ? (
                <Link to={linkTo(hop.pipeline)}>{refName(hop.pipeline)}</Link>
              ) : (
                t('slo.miss.hidden')
              )}
            </th>
            <td>
              <Bar
                bar={bars[index]}
                due={due}
                isLate={isHeldUp(hop)}
                words={whenOf(hop)}
              />
            </td>
            <td className="number">{added(hop)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );

  /** On a way that took too long, whatever was done after the due time. */
  function isHeldUp({ addedMinutes, finishedAt }: Hop): boolean {
    return meaning === 'added'
      ? (addedMinutes ?? 0) >= HELD_UP_MINUTES
      : finishedAt === undefined || finishedAt > dueAt;
  }

  function whenOf({ finishedAt, startedAt, unknown }: Hop): string {
    if (unknown) return t('slo.miss.unobserved');
    if (!startedAt) return t('slo.miss.notStarted');
    const start = formatInstant(startedAt, { now, zone: timezone });
    return finishedAt
      ? t('slo.miss.span', {
          start,
          end: formatInstant(finishedAt, { now, zone: timezone }),
        })
      : t('slo.miss.open', { start });
  }

  function added({ addedMinutes, finishedAt }: Hop): string {
    if (!finishedAt) return t('slo.miss.notDone');
    if (addedMinutes === undefined) return t('slo.miss.addedUnknown');
    const minutes = Math.round(addedMinutes);
    if (meaning === 'took') return formatDuration(minutes * 60);
    if (minutes === 0) return t('slo.miss.asUsual');
    const sign = minutes > 0 ? '+' : '−';
    return `${sign}${formatDuration(Math.abs(minutes) * 60)}`;
  }
};

const Bar = (props: {
  bar: MissBar | undefined;
  due: number;
  isLate: boolean;
  words: string;
}) => {
  const { bar, due, isLate, words } = props;
  const { ink, line, muted, tones } = usePalette();
  if (!bar) return <span style={{ color: muted }}>{words}</span>;
  return (
    <div
      role="img"
      aria-label={words}
      title={words}
      style={{
        position: 'relative',
        height: 8,
        marginTop: 5,
        borderRadius: 4,
        backgroundColor: line,
      }}
    >
      <i
        style={{
          position: 'absolute',
          top: 0,
          bottom: 0,
          left: `${bar.left * 100}%`,
          width: `${bar.width * 100}%`,
          borderRadius: 4,
          backgroundColor: tones[isLate ? 'warn' : 'good'].fg,
        }}
      />
      <i
        style={{
          position: 'absolute',
          top: -3,
          bottom: -3,
          left: `${due * 100}%`,
          width: 1.5,
          backgroundColor: ink,
        }}
      />
    </div>
  );
};
