import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Campaign } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  formatAge,
  formatInstantFully,
  Panel,
  PanelSkeleton,
  ToneChip,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { useCampaigns } from '../../hooks/useScorecards';
import { campaignDay } from '../../scorecards/campaignDay';
import { scorecardsTranslationRef } from '../../translation';
import { CAMPAIGN_LOOK, CampaignBar } from '../CampaignDrawer';

const Item = styled('article')(({ theme }) => ({
  padding: '8px 0',
  borderTop: `1px solid ${theme.palette.divider}`,
  '&:not(* + *)': { borderTop: 0, paddingTop: 0 },
  '& h3': { margin: 0, fontSize: 12.5, fontWeight: 650 },
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '2px 8px',
  },
  '& .muted': { color: theme.palette.text.secondary },
  '& ul': { listStyle: 'none', margin: '2px 0 0', padding: 0 },
  // Room for a finger between one link and the next.
  '& li': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0 8px',
    minHeight: 26,
  },
  '& li > :last-child': { marginLeft: 'auto' },
}));

/** Checks that owners agreed to pass until a date, of this scorecard. @internal */
export const CampaignsPanel = ({ scorecardId }: { scorecardId: string }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { data, error, isFetching, refetch } = useCampaigns();
  const title = t('scorecards.campaigns.title');
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('scorecards.campaigns.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    ) : (
      <PanelSkeleton title={title} lines={4} />
    );
  }
  const campaigns = data.filter(each => each.scorecardId === scorecardId);
  return (
    <Panel title={title}>
      {campaigns.length === 0 && (
        <EmptyState title={t('scorecards.campaigns.none')} />
      )}
      <div>
        {campaigns.map(campaign => (
          <CampaignItem key={campaign.id} campaign={campaign} />
        ))}
      </div>
    </Panel>
  );
};

const CampaignItem = ({ campaign }: { campaign: Campaign }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const now = useNow();
  const { check, dueAt, exempt, left, passed, pipelines, scorecardId, state } =
    campaign;
  const view = {
    scorecard: scorecardId,
    rows: 'pipelines' as const,
    check,
    states: ['failed' as const, 'unknown' as const],
  };
  return (
    <Item>
      <div className="line">
        <h3>
          <Link
            to={links.page({ scorecard: scorecardId, campaign: campaign.id })}
            aria-label={t('scorecards.campaigns.open', {
              campaign: campaign.title,
            })}
          >
            {campaign.title}
          </Link>
        </h3>
        {pipelines > 0 && (
          <ToneChip {...CAMPAIGN_LOOK[state]}>
            {t(`scorecards.campaigns.state.${state}`)}
          </ToneChip>
        )}
        <span
          className="muted"
          style={{ marginLeft: 'auto' }}
          title={formatInstantFully(dueAt)}
        >
          {t('scorecards.campaigns.due', {
            day: campaignDay(dueAt),
            age: formatAge(dueAt, now),
          })}
        </span>
      </div>
      <div className="muted">{campaign.description ?? campaign.checkTitle}</div>
      <CampaignBar campaign={campaign} />
      <div className="line">
        <span>
          {t('scorecards.campaigns.progress', {
            done: String(passed),
            total: String(pipelines),
          })}
        </span>
        {exempt > 0 && (
          <span className="muted">
            {t('scorecards.campaigns.exempt', { number: String(exempt) })}
          </span>
        )}
        {left > 0 && (
          <Link to={links.page(view)}>
            {t('scorecards.campaigns.left', { number: String(left) })}
          </Link>
        )}
      </div>
      <ul
        aria-label={t('scorecards.campaigns.owners', {
          campaign: campaign.title,
        })}
      >
        {campaign.owners
          .filter(owner => owner.left > 0)
          .map(({ left: still, owner, remindedAt }) => (
            <li key={owner}>
              <Link to={links.page({ ...view, owner })}>{refName(owner)}</Link>
              <span>
                {t('scorecards.campaigns.left', { number: String(still) })}
              </span>
              <span className="muted">
                {remindedAt &&
                  t('scorecards.campaigns.reminded', {
                    age: formatAge(remindedAt, now),
                  })}
              </span>
            </li>
          ))}
      </ul>
    </Item>
  );
};
