import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  KafkaConnector,
  OperationRequestBody,
} from '@sluice/plugin-pipelines-common';
import { useOperationKinds } from '../../hooks/useOperations';
import { streamsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { OperationDialog } from './OperationDialog';

/** What a connector in a state can be switched to; one that was stopped by hand is left alone. */
const SWITCH_OF: Partial<
  Record<KafkaConnector['state'], 'pause-connector' | 'resume-connector'>
> = {
  running: 'pause-connector',
  failed: 'pause-connector',
  unassigned: 'pause-connector',
  paused: 'resume-connector',
};

const wordOf = (kind: OperationRequestBody['kind']) =>
  kind === 'pause-connector' ? 'pause' : 'resume';

/** Asks that a connector is paused or goes on; nothing where the reader may not, or the cluster's config lets nobody. @internal */
export const ConnectorSwitch = (props: { connector: KafkaConnector }) => {
  const { cluster, name, state } = props.connector;
  const { t } = useTranslationRef(streamsTranslationRef);
  const kinds = useOperationKinds(cluster);
  // As it was when the dialog opened: the state may change meanwhile.
  const [asked, setAsked] = useState<OperationRequestBody>();
  const kind = SWITCH_OF[state];
  return (
    <>
      {kind && kinds?.includes(kind) && (
        <TextButton
          aria-label={t(`operations.switch.${wordOf(kind)}Of`, {
            connector: name,
          })}
          onClick={() => setAsked({ sourceId: cluster, kind, connector: name })}
        >
          {t(`operations.switch.${wordOf(kind)}`)}
        </TextButton>
      )}
      {asked && (
        <OperationDialog
          title={t(`operations.switch.${wordOf(asked.kind)}Of`, {
            connector: name,
          })}
          text={t('operations.switch.text')}
          request={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
};
