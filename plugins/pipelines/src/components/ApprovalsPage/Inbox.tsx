import { useRef, useState } from 'react';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState, Panel, StaleNote } from '@sluice/plugin-pipelines-react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { useApprovals } from '../../hooks/useApprovals';
import { useRoutePath } from '../../hooks/useRoutePath';
import { useShortcuts } from '../../hooks/useShortcuts';
import { useStoredValue } from '../../hooks/useStoredValue';
import { approvalsRouteRef } from '../../routes';
import { approvalsTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { InboxList } from './InboxList';
import {
  INBOX_QUERIES,
  INBOX_VIEWS,
  inboxView,
  type InboxView,
} from './inboxViews';
import { RequestView } from './RequestView';
import { ShortcutsDialog } from './ShortcutsDialog';

const Columns = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(300px, 360px) minmax(0, 1fr)',
  alignItems: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const isBoolean = (value: unknown): value is boolean =>
  typeof value === 'boolean';

/** The list of a view beside the request that is open. @internal */
export const Inbox = () => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const { approvalId } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const path = useRoutePath(approvalsRouteRef, '/pipelines/approvals');
  const view = inboxView(params);
  const list = useRef<HTMLUListElement>(null);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [areKeysOn, setAreKeysOn] = useStoredValue(
    'approvals-keys',
    isBoolean,
    true,
  );
  const mine = useApprovals(INBOX_QUERIES.decide);
  const waiting = mine.data?.pages.flatMap(page => page.items).length;

  useShortcuts(
    {
      j: () => moveFocus(list.current, 1),
      k: () => moveFocus(list.current, -1),
      '?': () => setIsHelpOpen(true),
    },
    areKeysOn,
  );
  return (
    <PageFrame
      title={t('approvals.title')}
      note={
        waiting !== undefined && (
          <>
            <span role="status">
              {t('approvals.counts', { count: waiting })}
            </span>
            {mine.error && (
              <StaleNote
                observedAt={new Date(mine.dataUpdatedAt).toISOString()}
                error={mine.error}
              />
            )}
          </>
        )
      }
      actions={
        <>
          <Button size="small" onClick={() => setIsHelpOpen(true)}>
            {t('approvals.keys.show')}
          </Button>
          <ToggleButtonGroup
            size="small"
            exclusive
            aria-label={t('approvals.views')}
            value={view}
            onChange={(_, next: InboxView | null) =>
              next && navigate(`${path}?view=${next}`)
            }
          >
            {INBOX_VIEWS.map(name => (
              <ToggleButton
                key={name}
                value={name}
                sx={{
                  padding: '3px 14px',
                  fontSize: 12.5,
                  textTransform: 'none',
                }}
              >
                {t(`approvals.view.${name}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </>
      }
    >
      <Columns>
        <InboxList
          ref={list}
          view={view}
          openId={approvalId === undefined ? undefined : Number(approvalId)}
        />
        {approvalId === undefined ? (
          <Panel label={t('approvals.choose')}>
            <EmptyState
              title={t('approvals.choose')}
              description={t('approvals.chooseHint')}
            />
          </Panel>
        ) : (
          <RequestView
            key={approvalId}
            approvalId={Number(approvalId)}
            areKeysOn={areKeysOn}
          />
        )}
      </Columns>
      {isHelpOpen && (
        <ShortcutsDialog
          areOn={areKeysOn}
          onChange={setAreKeysOn}
          onClose={() => setIsHelpOpen(false)}
        />
      )}
    </PageFrame>
  );
};

/** Screen readers read the item that has the focus, so moving it says where one is. */
function moveFocus(list: HTMLUListElement | null, by: 1 | -1): void {
  const items = [
    ...(list?.querySelectorAll<HTMLElement>('[data-request]') ?? []),
  ];
  const at = items.findIndex(item => item === document.activeElement);
  const from =
    at >= 0 ? at : items.findIndex(item => item.hasAttribute('aria-current'));
  const next = from < 0 ? 0 : from + by;
  items[Math.min(Math.max(next, 0), items.length - 1)]?.focus();
}
