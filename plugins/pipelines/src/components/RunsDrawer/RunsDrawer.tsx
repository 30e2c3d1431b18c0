import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import CloseIcon from '@mui/icons-material/Close';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  EmptyState,
  PanelSkeleton,
  StatusChip,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { RunFacts } from './RunFacts';
import { TasksPanel } from './TasksPanel';

const Body = styled('div')(({ theme }) => ({
  width: 'min(720px, 96vw)',
  padding: '16px 20px 24px',
  display: 'grid',
  gap: 14,
  alignContent: 'start',
  fontSize: 12.5,
  lineHeight: 1.45,
  color: theme.palette.text.primary,
}));

/** One run: its facts, and its tasks as its source tells them now. @internal */
export const RunsDrawer = (props: {
  entityRef: string;
  runId: string;
  /** Undefined while it loads, or where it isn't among the runs shown. */
  run: Run | undefined;
  isLoading: boolean;
  targetSeconds: number;
  onClose: () => void;
}) => {
  const { entityRef, runId, run, isLoading, targetSeconds, onClose } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      PaperProps={{
        role: 'dialog',
        'aria-label': t('runs.drawer.label', { id: run?.externalId ?? runId }),
      }}
    >
      <Body>
        <div style={{ display: 'flex', gap: 10, alignItems: 'start' }}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <h2 style={{ margin: 0, fontSize: 16, overflowWrap: 'anywhere' }}>
              {run?.externalId ?? runId}
            </h2>
            <div style={{ display: 'flex', gap: 8, marginTop: 4 }}>
              {run && <StatusChip status={{ kind: 'run', state: run.state }} />}
              {run?.demo && <DemoBadge />}
            </div>
          </div>
          {run?.url && (
            <Button
              size="small"
              variant="outlined"
              href={run.url}
              target="_blank"
              rel="noopener"
            >
              {t('runs.drawer.openAtSource')}
            </Button>
          )}
          <IconButton
            size="small"
            aria-label={t('runs.drawer.close')}
            onClick={onClose}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </div>
        {run && <RunFacts run={run} targetSeconds={targetSeconds} />}
        {!run && isLoading && <PanelSkeleton lines={6} />}
        {!run && !isLoading && <EmptyState title={t('runs.drawer.notFound')} />}
        <TasksPanel entityRef={entityRef} runId={runId} />
      </Body>
    </Drawer>
  );
};
