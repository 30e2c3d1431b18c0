import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import {
  formatInstant,
  StatusGlyph,
  type StatusLook,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { type Phase, phasesOf } from '../../promotions/phases';
import { deliveryTranslationRef } from '../../translation';

const LOOK: Readonly<Record<Phase['state'], StatusLook>> = {
  done: { glyph: 'disc', tone: 'good' },
  now: { glyph: 'half', tone: 'running' },
  todo: { glyph: 'ring', tone: 'unknown' },
  stopped: { glyph: 'square', tone: 'bad' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
};

const List = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: 'minmax(0, 1fr)',
  alignItems: 'start',
  gap: 6,
  fontSize: 12,
  fontVariantNumeric: 'tabular-nums',
  '& li': { display: 'grid', gap: 4, minWidth: 0 },
  '& .bar': { height: 3, borderRadius: 2 },
  '& .name': {
    display: 'flex',
    gap: 5,
    alignItems: 'center',
    flexWrap: 'wrap',
    // A date that doesn't fit beside its name stands below it, not below the glyph.
    '& > :not(svg, strong)': { whiteSpace: 'nowrap' },
  },
});

/** The way of a promotion: what is behind it, where it is, what is to come. @internal */
export const PhaseBar = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { line, tones } = usePalette();
  const now = useNow();
  return (
    <List aria-label={t('promotions.phases')}>
      {phasesOf(promotion).map(({ at, count, name, state }) => {
        const { glyph, tone } = LOOK[state];
        return (
          <li key={name} aria-current={state === 'now' ? 'step' : undefined}>
            <span
              className="bar"
              style={{
                backgroundColor: state === 'todo' ? line : tones[tone].fg,
              }}
            />
            <span className="name">
              <StatusGlyph
                glyph={glyph}
                tone={tone}
                label={t(`promotions.phaseState.${state}`)}
              />
              <strong>{t(`promotions.phase.${name}`)}</strong>
              {count && (
                <span>
                  {t('promotions.count', {
                    done: String(count.done),
                    of: String(count.of),
                  })}
                </span>
              )}
              {at && (
                <span>
                  {name === 'bake'
                    ? t('promotions.until', {
                        time: formatInstant(at, { now }),
                      })
                    : formatInstant(at, { now })}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </List>
  );
};
