import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { type Slo, sloDecidePermission } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useSloDecisions } from '../../hooks/useSloDecisions';
import { sloTranslationRef } from '../../translation';
import { DecisionItem } from './DecisionItem';

/** What people took out of an SLO, or want to. Who may not decide sees why. @internal */
export const DecisionsPanel = (props: {
  slo: Slo;
  /** The pipeline whose page it is. */
  entityRef: string;
  onPropose: () => void;
}) => {
  const { entityRef, onPropose, slo } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const { allowed, loading } = usePermission({
    permission: sloDecidePermission,
    resourceRef: entityRef,
  });
  const { data, dataUpdatedAt, error, isFetching, refetch } = useSloDecisions(
    slo.id,
  );
  const title = t('slo.decisions.title');
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('slo.decisions.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    ) : (
      <PanelSkeleton title={title} lines={2} />
    );
  }
  return (
    <Panel
      title={title}
      actions={
        <Button
          size="small"
          variant="outlined"
          disabled={!allowed}
          aria-describedby={allowed ? undefined : 'decide-denied'}
          onClick={onPropose}
        >
          {t('slo.decisions.propose')}
        </Button>
      }
    >
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      {!allowed && !loading && (
        <p id="decide-denied" style={{ margin: '0 0 8px', fontSize: 12 }}>
          {t('slo.decisions.denied', { permission: sloDecidePermission.name })}
        </p>
      )}
      {data.length === 0 ? (
        <EmptyState title={t('slo.decisions.none')} />
      ) : (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {data.map(decision => (
            <DecisionItem
              key={decision.id}
              decision={decision}
              sloId={slo.id}
              timezone={slo.timezone ?? 'UTC'}
              mayDecide={allowed}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
};
