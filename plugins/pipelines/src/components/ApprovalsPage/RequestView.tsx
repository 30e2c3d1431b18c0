import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApprovalDetail } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  formatAge,
  Panel,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { historyOf } from '../../approvals/history';
import { isOpen } from '../../approvals/approvalLook';
import { refName } from '../../fleet/words';
import { useApproval } from '../../hooks/useApprovals';
import { approvalsTranslationRef } from '../../translation';
import { Timeline, type TimelineEntry } from '../Timeline';
import { ApprovalChip } from './ApprovalChip';
import { Comments } from './Comments';
import { RequestActions } from './RequestActions';
import { SubjectPanel } from './SubjectPanel';
import { WhoDecides } from './WhoDecides';

const Root = styled('div')(({ theme }) => ({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  '& .head': { display: 'grid', gap: 6 },
  '& h2.request': {
    margin: 0,
    fontSize: 17,
    fontWeight: 700,
    lineHeight: 1.3,
    overflowWrap: 'anywhere',
  },
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 10px',
    alignItems: 'center',
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
}));

const Halves = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
  alignItems: 'start',
});

/** One request: what is decided on, who decides, what was said, and the buttons. @internal */
export const RequestView = (props: {
  approvalId: number;
  areKeysOn: boolean;
}) => {
  const { approvalId, areKeysOn } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const { data, dataUpdatedAt, error, isFetching, isPending, refetch } =
    useApproval(approvalId);
  if (!data) {
    if (isPending) return <PanelSkeleton lines={10} />;
    const isMissing = (error as { statusCode?: number }).statusCode === 404;
    return isMissing ? (
      <Panel label={t('approvals.title')}>
        <EmptyState title={t('approvals.missing')} />
      </Panel>
    ) : (
      <ErrorPanel
        title={t('approvals.detailError')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  return (
    <Root
      role="region"
      aria-label={t('approvals.detail', { id: String(data.id) })}
    >
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <Head request={data} />
      <RequestActions request={data} areKeysOn={areKeysOn} />
      <Halves>
        <SubjectPanel request={data} />
        <WhoDecides request={data} />
        <Comments request={data} />
        <History request={data} />
      </Halves>
    </Root>
  );
};

const Head = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const now = useNow();
  return (
    <div className="head">
      <h2 className="request">{request.title}</h2>
      <div className="line">
        <ApprovalChip state={request.state} />
        <span>{t(`approvals.type.${request.type}`)}</span>
        <span>
          {t('approvals.asked', {
            name: refName(request.requestedBy),
            age: formatAge(request.requestedAt, now),
          })}
          {request.requestedVia &&
            `, ${t('approvals.via', { plugin: request.requestedVia })}`}
        </span>
        {isOpen(request) && (
          <span>
            {Date.parse(request.expiresAt) > now
              ? t('approvals.expires', {
                  age: formatAge(request.expiresAt, now),
                })
              : t('approvals.expired')}
          </span>
        )}
        {request.closedReason && (
          <span>{t('approvals.reason', { reason: request.closedReason })}</span>
        )}
      </div>
    </div>
  );
};

const History = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const entries = historyOf(request).map((event, id): TimelineEntry => {
    const shown = { id, at: event.at };
    switch (event.what) {
      case 'ended':
        return {
          ...shown,
          what: t(`approvals.history.ended.${event.state}`),
          text: event.text,
        };
      case 'delegated':
        return {
          ...shown,
          what: t('approvals.history.delegated', { name: refName(event.to) }),
          by: refName(event.by),
        };
      default:
        return {
          ...shown,
          what: t(`approvals.history.${event.what}`),
          by: event.by && refName(event.by),
          text: 'text' in event ? event.text : undefined,
        };
    }
  });
  return (
    <Panel title={t('approvals.history.title')}>
      <Timeline name={t('approvals.history.title')} entries={entries} />
    </Panel>
  );
};
