import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import { refName } from '../../fleet/words';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { configChangeText } from '../../promotions/configChangeText';
import { deliveryTranslationRef } from '../../translation';
import { ReleaseDiffPanel } from '../ReleaseDiff';

/** So many entries, and pipelines, fit the screen of the decision; the rest is one click away. */
const ENTRIES = 5;
const NAMED = 3;

/** What changes against what runs there, and of which pipelines. @internal */
export const ChangePanel = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const links = useDeliveryLinks();
  const pipeline = usePipelineLink();
  const { baseline, members, plan, release } = promotion;
  const hidden = members.length - NAMED;
  return (
    <ReleaseDiffPanel
      release={release}
      base={baseline ?? 'none'}
      limit={ENTRIES}
      more={
        <>
          {plan.configChanges && plan.configChanges.length > 0 && (
            <p style={{ margin: '6px 0 0', overflowWrap: 'anywhere' }}>
              {t('promotions.members.config')}{' '}
              {plan.configChanges.map(configChangeText).join(' · ')}
            </p>
          )}
          <p style={{ margin: '6px 0 0', overflowWrap: 'anywhere' }}>
            {plan.membersKnown ? (
              <>
                {members.slice(0, NAMED).map((ref, i) => (
                  <span key={ref}>
                    {i > 0 && ', '}
                    <Link to={pipeline(ref)}>{refName(ref)}</Link>
                  </span>
                ))}
                {hidden > 0 &&
                  ` ${t('promotions.members.more', { count: hidden })}`}
              </>
            ) : (
              // Why it can't be told stands above.
              t('promotions.members.all')
            )}
            {' · '}
            <Link
              to={`${links.release(release.id)}?base=${baseline?.id ?? 'none'}`}
            >
              {t('releases.diff.full')}
            </Link>
          </p>
        </>
      }
    />
  );
};
