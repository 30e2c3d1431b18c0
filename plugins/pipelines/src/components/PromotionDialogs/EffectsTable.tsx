import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionPlan } from '@sluice/plugin-pipelines-common';
import {
  type StatusLook,
  ToneChip,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { releaseName } from '../../promotions/releaseName';
import { spoken } from '../../promotions/spoken';
import { deliveryTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

type Outcome = PromotionPlan['rollbackEffects'][number]['outcome'];

const LOOK: Readonly<Record<Outcome, StatusLook>> = {
  undone: { glyph: 'disc', tone: 'good' },
  kept: { glyph: 'ring', tone: 'unknown' },
  'you-must': { glyph: 'triangle', tone: 'warn' },
};

/** What a rollback undoes, what it keeps, and what is left to people. @internal */
export const EffectsTable = (props: {
  effects: PromotionPlan['rollbackEffects'];
  undoes: PromotionPlan['undoes'];
  name: string;
}) => {
  const { effects, name, undoes } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const now = useNow();
  return (
    <>
      {effects.length === 0 ? (
        <p style={{ margin: 0 }}>{t('promotions.effects.none')}</p>
      ) : (
        <PlainTable aria-label={name}>
          <thead>
            <tr>
              <th scope="col">{t('promotions.effects.subject')}</th>
              <th scope="col">{t('promotions.effects.outcome')}</th>
              <th scope="col">{t('promotions.effects.detail')}</th>
            </tr>
          </thead>
          <tbody>
            {effects.map(({ detail, outcome, subject }, i) => (
              <tr key={i}>
                <th scope="row">{t(`promotions.effects.of.${subject}`)}</th>
                <td>
                  <ToneChip {...LOOK[outcome]}>
                    {t(`promotions.effects.outcomes.${outcome}`)}
                  </ToneChip>
                </td>
                <td className="wrap">{spoken(detail, now)}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
      {undoes.map(({ authors, release }) => (
        <p key={release.id} style={{ margin: '6px 0 0' }}>
          {t('promotions.effects.undoes', {
            name: releaseName(release),
            authors: authors.map(refName).join(', ') || '—',
          })}
        </p>
      ))}
    </>
  );
};
