import { forwardRef } from 'react';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Approval } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  formatAge,
  Panel,
  PanelSkeleton,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { isOpen, standingOf } from '../../approvals/approvalLook';
import { refName } from '../../fleet/words';
import { useApprovals } from '../../hooks/useApprovals';
import { useRoutePath } from '../../hooks/useRoutePath';
import { approvalsRouteRef } from '../../routes';
import { approvalsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { ApprovalChip } from './ApprovalChip';
import { INBOX_QUERIES, type InboxView } from './inboxViews';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li + li': { borderTop: `1px solid ${theme.palette.divider}` },
  '& a': {
    display: 'grid',
    gap: 3,
    padding: '9px 14px 10px 12px',
    borderLeft: '3px solid transparent',
    color: theme.palette.text.primary,
    textDecoration: 'none',
    overflowWrap: 'anywhere',
  },
  '& a:hover': { backgroundColor: theme.palette.action.hover },
  '& a[aria-current]': {
    borderLeftColor: theme.palette.primary.main,
    backgroundColor: theme.palette.action.selected,
  },
  '& a:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
  },
  '& .title': { fontWeight: 650 },
  '& .meta': {
    color: theme.palette.text.secondary,
    fontSize: 12,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** The requests of a view, the newest first. @internal */
export const InboxList = forwardRef<
  HTMLUListElement,
  { view: InboxView; openId: number | undefined }
>((props, ref) => {
  const { openId, view } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const approvals = useApprovals(INBOX_QUERIES[view]);
  const { data, error, isFetching, isPending, refetch } = approvals;
  if (isPending) return <PanelSkeleton lines={8} />;
  if (!data) {
    return (
      <ErrorPanel
        title={t('approvals.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  const items = data.pages.flatMap(page => page.items);
  return (
    <Panel label={t('approvals.list')} flush>
      {items.length === 0 && (
        <EmptyState
          title={t(`approvals.none.${view}`)}
          description={t(`approvals.none.${view}Hint`)}
        />
      )}
      {items.length > 0 && (
        <List ref={ref} aria-label={t('approvals.list')}>
          {items.map(item => (
            <li key={item.id}>
              <InboxItem
                item={item}
                view={view}
                isOpenNow={item.id === openId}
              />
            </li>
          ))}
        </List>
      )}
      {approvals.hasNextPage && (
        <div style={{ padding: '6px 12px 10px' }}>
          <TextButton
            disabled={approvals.isFetchingNextPage}
            onClick={() => approvals.fetchNextPage()}
          >
            {t('approvals.more')}
          </TextButton>
        </div>
      )}
    </Panel>
  );
});

const InboxItem = (props: {
  item: Approval;
  view: InboxView;
  isOpenNow: boolean;
}) => {
  const { isOpenNow, item, view } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const path = useRoutePath(approvalsRouteRef, '/pipelines/approvals');
  const now = useNow();
  const { given, needed } = standingOf(item);
  return (
    <Link
      to={`${path}/${item.id}?view=${view}`}
      data-request={item.id}
      aria-current={isOpenNow ? 'true' : undefined}
    >
      <span className="title">{item.title}</span>
      <span>
        <ApprovalChip state={item.state} />
      </span>
      <span className="meta">
        {[
          t(`approvals.type.${item.type}`),
          t('approvals.by', { name: refName(item.requestedBy) }),
          formatAge(item.requestedAt, now),
        ].join(' · ')}
      </span>
      {isOpen(item) && (
        <span className="meta">
          {[
            t('approvals.standing', {
              given: String(given),
              needed: String(needed),
            }),
            Date.parse(item.expiresAt) > now
              ? t('approvals.expires', { age: formatAge(item.expiresAt, now) })
              : t('approvals.expired'),
          ].join(' · ')}
        </span>
      )}
    </Link>
  );
};
