import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo, Verdict } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  formatInstant,
  StatTile,
  useNow,
  useStatusLabel,
  VERDICT_LOOK,
  SLO_STATUS_LOOK,
} from '@sluice/plugin-pipelines-react';
import { formatShare } from '../../pipeline/formatShare';
import { budgetWords } from '../../slo/budgetWords';
import { kindWords } from '../../slo/kindWords';
import { windowWords } from '../../slo/windowWords';
import { sloTranslationRef } from '../../translation';

const Tiles = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))',
});

/** The figures of an SLO: what is due next, what came last, how much is kept and how much may still go wrong. @internal */
export const SloTiles = (props: {
  slo: Slo;
  /** The one due last first. */
  verdicts: readonly Verdict[];
}) => {
  const { slo, verdicts } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const words = kindWords(slo.kind);
  return (
    <Tiles>
      {words !== 'counted' && (
        <>
          <NextTile slo={slo} />
          <LastTile
            verdicts={verdicts}
            timezone={slo.timezone ?? 'UTC'}
            label={t(`slo.last.label_${words}`)}
          />
        </>
      )}
      <AttainedTile slo={slo} />
      <MissesTile slo={slo} />
    </Tiles>
  );
};

const NextTile = ({ slo }: { slo: Slo }) => {
  const { t } = useTranslationRef(sloTranslationRef);
  const now = useNow();
  const { next, timezone } = slo;
  const words = slo.kind === 'deadline' ? 'deadline' : 'run';
  if (!next) {
    return (
      <StatTile
        value="—"
        label={t(`slo.next.none_${words}`)}
        note={t('slo.next.noneNote')}
      />
    );
  }
  const seconds = (Date.parse(next.dueAt) - now) / 1000;
  return (
    <StatTile
      value={
        <time dateTime={next.dueAt}>
          {formatDuration(Math.max(0, seconds))}
        </time>
      }
      label={t(`slo.next.label_${words}`)}
      note={`${formatInstant(next.dueAt, { now, zone: timezone })} ${
        timezone ?? 'UTC'
      }`}
    />
  );
};

const LastTile = (props: {
  verdicts: readonly Verdict[];
  timezone: string;
  label: string;
}) => {
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  const now = useNow();
  const last = props.verdicts.find(v => v.state !== 'PENDING');
  if (!last) {
    return <StatTile value="—" label={props.label} note={t('slo.last.none')} />;
  }
  const { marginSeconds: margin } = last;
  const word = labelOf({ kind: 'verdict', state: last.state });
  const value =
    margin === undefined
      ? word
      : t(margin < 0 ? 'slo.last.late' : 'slo.last.early', {
          duration: formatDuration(Math.abs(margin)),
        });
  return (
    <StatTile
      value={value}
      label={props.label}
      note={`${formatInstant(last.dueAt, { now, zone: props.timezone })} ${
        props.timezone
      }`}
      look={VERDICT_LOOK[last.state]}
      lookLabel={word}
    />
  );
};

const AttainedTile = ({ slo }: { slo: Slo }) => {
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  const { budget, target } = slo;
  const label = useWindowLabel(slo);
  if (!budget || budget.good + budget.bad === 0) {
    return <StatTile value="—" label={label} note={t('slo.attained.none')} />;
  }
  const total = budget.good + budget.bad;
  return (
    <StatTile
      value={formatShare(budget.good / total)}
      label={label}
      note={[
        t('slo.attained.note', {
          good: String(budget.good),
          total: String(total),
          target: String(target),
          coverage: formatShare(budget.coverage ?? 1),
        }),
        slo.consumptionDelay && t('slo.attained.consumptionDelay'),
      ]
        .filter(Boolean)
        .join(' · ')}
      look={SLO_STATUS_LOOK[slo.status]}
      lookLabel={labelOf({ kind: 'slo', state: slo.status })}
    />
  );
};

function useWindowLabel(slo: Slo): string {
  const { t } = useTranslationRef(sloTranslationRef);
  const words = windowWords(slo.definition);
  const kept = t(`slo.attained.kept_${kindWords(slo.kind)}`);
  return words.unit === 'rolling'
    ? t('slo.attained.label_rolling', { kept, days: words.days })
    : t(`slo.attained.label_${words.unit}`, { kept });
}

const MissesTile = ({ slo }: { slo: Slo }) => {
  const { t } = useTranslationRef(sloTranslationRef);
  if (!slo.budget) return null;
  const words = budgetWords(slo.budget);
  const note = [
    words.note && t(`slo.misses.${words.note}`),
    slo.budget.rawBad !== slo.budget.bad &&
      t('slo.misses.raw', { number: String(slo.budget.rawBad) }),
    slo.exhaustion && t('slo.misses.exhaustion', { date: slo.exhaustion.date }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <StatTile
      value={t('slo.misses.value', {
        left: words.left,
        allowed: words.allowed,
      })}
      label={t('slo.misses.label', { count: Math.abs(slo.budget.missesLeft) })}
      note={note || undefined}
      look={slo.budget.missesLeft < 0 ? SLO_STATUS_LOOK.exhausted : undefined}
      lookLabel={slo.budget.missesLeft < 0 ? t('slo.misses.over') : undefined}
    />
  );
};
