import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ApprovalDetail,
  PromotionDetail,
} from '@sluice/plugin-pipelines-common';
import { Panel, useNow } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { spoken } from '../../promotions/spoken';
import { deliveryTranslationRef } from '../../translation';
import { RulesList } from '../ApprovalsPage';

const Rules = styled('ul')({
  margin: 0,
  paddingLeft: 18,
  overflowWrap: 'anywhere',
});

/** Who decides, who has, who is missing and who can't; and by which policy. @internal */
export const DecisionPanel = (props: {
  promotion: PromotionDetail;
  approval: ApprovalDetail | undefined;
}) => {
  const { approval, promotion } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const links = useDeliveryLinks();
  const now = useNow();
  const { excluded, policyRules, policyVersion, rules, withoutApproval } =
    promotion.plan;
  return (
    <Panel
      title={t('promotions.who.title')}
      actions={
        approval && (
          <Link to={links.approval(approval.id)}>
            {t('promotions.who.inbox')}
          </Link>
        )
      }
    >
      {approval && <RulesList request={approval} />}
      {!approval && rules.length === 0 && (
        <p style={{ margin: 0 }}>
          {t('promotions.who.none')}
          {withoutApproval && ` ${spoken(withoutApproval, now)}.`}
        </p>
      )}
      {!approval && rules.length > 0 && (
        <Rules aria-label={t('promotions.who.planned')}>
          {rules.map(({ from, minApprovals, name, reason }) => (
            <li key={name}>
              <strong>{name}</strong>{' '}
              {t('promotions.who.rule', {
                number: String(minApprovals),
                from:
                  from.map(refName).join(', ') || t('promotions.who.anyone'),
              })}
              {reason && ` (${reason})`}
            </li>
          ))}
          {excluded.map(({ person, reason }) => (
            <li key={person}>
              {t('promotions.who.excluded', {
                name: refName(person),
                reason: t(`promotions.who.reason.${reason}`),
              })}
            </li>
          ))}
        </Rules>
      )}
      <p style={{ margin: '8px 0 0' }}>
        {t('promotions.who.policy')}{' '}
        <code title={policyVersion}>{shortened(policyVersion)}</code>
        {': '}
        {policyRules.join(', ') || '—'}
      </p>
    </Panel>
  );
};

/** The first digits of a digest tell it from others; all of them stand on hover. */
function shortened(version: string): string {
  return /^[0-9a-f]{32,}$/.test(version) ? version.slice(0, 8) : version;
}
