import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CampaignDetail } from '@sluice/plugin-pipelines-common';
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
import { useFactWords } from '../../hooks/useFactWords';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { useCampaign } from '../../hooks/useScorecards';
import { campaignDay } from '../../scorecards/campaignDay';
import { scorecardsTranslationRef } from '../../translation';
import { BreakableName } from '../BreakableName';
import { CheckStateChip } from '../LevelChip';
import { PlainTable } from '../PlainTable';
import { SideDrawer } from '../SideDrawer';
import { CampaignBar } from './CampaignBar';
import { CAMPAIGN_LOOK } from './campaignLook';

/** A campaign: until when, how far each owner is and was reminded, and which pipelines have something left. @internal */
export const CampaignDrawer = (props: {
  campaignId: string;
  onClose: () => void;
}) => {
  const { campaignId, onClose } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { data, error, isFetching, refetch } = useCampaign(campaignId);
  const title = data?.title ?? campaignId;
  const isGone = (error as { statusCode?: number })?.statusCode === 404;
  return (
    <SideDrawer
      label={t('scorecards.campaigns.label', { campaign: title })}
      closeLabel={t('scorecards.campaigns.close')}
      title={title}
      line={data && <CampaignLine campaign={data} />}
      onClose={onClose}
    >
      {!data && !error && <PanelSkeleton lines={8} />}
      {!data && isGone && (
        <EmptyState title={t('scorecards.campaigns.missing')} />
      )}
      {!data && error && !isGone && (
        <ErrorPanel
          title={t('scorecards.campaigns.detailError')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      )}
      {data && (
        <>
          <div>
            {data.description}
            <CampaignBar campaign={data} />
            {[
              t('scorecards.campaigns.progress', {
                done: String(data.passed),
                total: String(data.pipelines),
              }),
              data.exempt > 0 &&
                t('scorecards.campaigns.exempt', {
                  number: String(data.exempt),
                }),
              t('scorecards.campaigns.left', { number: String(data.left) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          <OwnersTable campaign={data} />
          <LeftTable campaign={data} />
        </>
      )}
    </SideDrawer>
  );
};

const CampaignLine = ({ campaign }: { campaign: CampaignDetail }) => {
  const { checkTitle, dueAt, pipelines, scorecardTitle, state } = campaign;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const now = useNow();
  return (
    <>
      {pipelines > 0 && (
        <ToneChip {...CAMPAIGN_LOOK[state]}>
          {t(`scorecards.campaigns.state.${state}`)}
        </ToneChip>
      )}
      <span title={formatInstantFully(dueAt)}>
        {[
          t('scorecards.campaigns.dueFully', { day: campaignDay(dueAt) }),
          formatAge(dueAt, now),
          `${scorecardTitle}: ${checkTitle}`,
        ].join(' · ')}
      </span>
    </>
  );
};

/** The address of what a campaign is about, of one owner or of all. */
function useCampaignView(campaign: CampaignDetail) {
  const links = useScorecardLinks();
  const { check, scorecardId } = campaign;
  return {
    owner: (owner: string) =>
      links.page({
        scorecard: scorecardId,
        rows: 'pipelines',
        owner,
        check,
        states: ['failed', 'unknown'],
      }),
    pipeline: (pipeline: string) =>
      links.page({
        scorecard: scorecardId,
        rows: 'pipelines',
        open: { pipeline, check },
      }),
  };
}

const OwnersTable = ({ campaign }: { campaign: CampaignDetail }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useCampaignView(campaign);
  const now = useNow();
  const title = t('scorecards.campaigns.by');
  return (
    <Panel title={title} flush>
      <PlainTable aria-label={title}>
        <thead>
          <tr>
            <th>{t('scorecards.campaigns.owner')}</th>
            <th className="number">{t('scorecards.campaigns.done')}</th>
            <th className="number">{t('scorecards.state.exempt')}</th>
            <th className="number">{t('scorecards.campaigns.stillLeft')}</th>
            <th>{t('scorecards.campaigns.reminder')}</th>
          </tr>
        </thead>
        <tbody>
          {campaign.owners.map(each => (
            <tr key={each.owner}>
              <th scope="row">
                <Link to={links.owner(each.owner)}>{refName(each.owner)}</Link>
              </th>
              <td className="number">
                {each.passed}/{each.pipelines}
              </td>
              <td className="number">{each.exempt}</td>
              <td className="number">{each.left}</td>
              <td className="muted">
                {each.remindedAt ? (
                  <span title={formatInstantFully(each.remindedAt)}>
                    {formatAge(each.remindedAt, now)}
                  </span>
                ) : (
                  t('scorecards.campaigns.notReminded')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Panel>
  );
};

const LeftTable = ({ campaign }: { campaign: CampaignDetail }) => {
  const { left, leftPipelines } = campaign;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useCampaignView(campaign);
  const words = useFactWords();
  const title = t('scorecards.campaigns.leftTitle');
  return (
    <Panel
      title={title}
      flush
      note={
        leftPipelines.length < left
          ? t('scorecards.campaigns.leftMost', {
              shown: String(leftPipelines.length),
              total: String(left),
            })
          : undefined
      }
    >
      {leftPipelines.length === 0 ? (
        <EmptyState title={t('scorecards.campaigns.leftNone')} />
      ) : (
        <PlainTable aria-label={title}>
          <thead>
            <tr>
              <th>{t('scorecards.campaigns.pipeline')}</th>
              <th>{t('scorecards.campaigns.owner')}</th>
              <th>{t('scorecards.campaigns.check')}</th>
              <th>{t('scorecards.campaigns.found')}</th>
            </tr>
          </thead>
          <tbody>
            {leftPipelines.map(each => (
              <tr key={each.entityRef}>
                <th scope="row" className="wrap" title={each.entityRef}>
                  <Link to={links.pipeline(each.entityRef)}>
                    <BreakableName>
                      {each.title ?? refName(each.entityRef)}
                    </BreakableName>
                  </Link>
                </th>
                <td>{refName(each.owner)}</td>
                <td>
                  <CheckStateChip state={each.state} />
                </td>
                <td className="wrap">
                  {each.reason ?? words.value(each.value, each.unit)}
                </td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </Panel>
  );
};
