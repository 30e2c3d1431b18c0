import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReleaseEvidence } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  formatInstant,
  type StatusLook,
  ToneChip,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { formatCount } from '../../fleet/words';
import { deliveryTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

const LOOK: Readonly<Record<ReleaseEvidence['verdict'], StatusLook>> = {
  pass: { glyph: 'disc', tone: 'good' },
  fail: { glyph: 'square', tone: 'bad' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
};

/** What tests and checks said about a release. @internal */
export const EvidenceTable = (props: {
  evidence: readonly ReleaseEvidence[];
}) => {
  const { evidence } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const now = useNow();
  if (evidence.length === 0) {
    return <EmptyState title={t('releases.release.noEvidence')} />;
  }
  return (
    <PlainTable aria-label={t('releases.release.evidence')}>
      <thead>
        <tr>
          <th scope="col">{t('releases.release.check')}</th>
          <th scope="col">{t('releases.release.verdict')}</th>
          <th scope="col">{t('promotions.gates.evidence')}</th>
          <th scope="col">{t('releases.release.added')}</th>
        </tr>
      </thead>
      <tbody>
        {evidence.map(each => (
          <tr key={each.id}>
            <th scope="row" className="wrap">
              {each.name}
              <div className="muted" style={{ fontWeight: 400 }}>
                {each.kind} · {each.format}
              </div>
            </th>
            <td>
              <ToneChip {...LOOK[each.verdict]}>
                {t(`releases.release.verdictOf.${each.verdict}`)}
              </ToneChip>
            </td>
            <td className="wrap">
              {t('releases.release.counts', {
                checks: formatCount(each.checks),
                failures: formatCount(each.failures),
              })}
              {each.reason && `: ${each.reason}`}
              {each.failing.length > 0 && (
                <div className="muted">{each.failing.join(', ')}</div>
              )}
            </td>
            <td>{formatInstant(each.addedAt, { now })}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
};
