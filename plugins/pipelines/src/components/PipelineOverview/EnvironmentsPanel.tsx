import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  Instant,
  Panel,
  RelativeTime,
  StatusChip,
  StatusGlyph,
  RUN_STATE_LOOK,
  useStatusLabel,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

type Environments = FleetRow['environments'];

/** How the pipeline stands in each environment, the one nearest to production last. @internal */
export const EnvironmentsPanel = (props: { environments: Environments }) => {
  const { environments } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const title = t('pipeline.overview.environments.title');
  return (
    <Panel title={title} flush>
      {environments.length === 0 ? (
        <p style={{ margin: 0, padding: '4px 16px 14px' }}>
          {t('pipeline.overview.environments.empty')}
        </p>
      ) : (
        <PlainTable aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('pipeline.overview.environments.name')}</th>
              <th scope="col">{t('pipeline.overview.environments.status')}</th>
              <th scope="col">{t('pipeline.overview.environments.lastRun')}</th>
              <th scope="col" className="number">
                {t('pipeline.overview.environments.duration')}
              </th>
              <th scope="col">{t('pipeline.overview.environments.nextRun')}</th>
              <th scope="col" className="number">
                {t('pipeline.overview.environments.read')}
              </th>
            </tr>
          </thead>
          <tbody>
            {environments.map(environment => (
              <EnvironmentRow
                key={environment.name}
                environment={environment}
              />
            ))}
          </tbody>
        </PlainTable>
      )}
    </Panel>
  );
};

const EnvironmentRow = (props: { environment: Environments[number] }) => {
  const { name, status, statusReason, lastRun, nextRunAt, observedAt } =
    props.environment;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  const reasonOf = useStatusReason();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <StatusChip status={{ kind: 'fleet', state: status }} />
        <div className="muted wrap">{reasonOf(statusReason)}</div>
      </td>
      <td>
        {lastRun ? (
          <span
            style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}
          >
            <StatusGlyph
              {...RUN_STATE_LOOK[lastRun.state]}
              label={labelOf({ kind: 'run', state: lastRun.state })}
              size={9}
            />
            <Instant instant={lastRun.startedAt ?? lastRun.endedAt} />
          </span>
        ) : (
          '—'
        )}
      </td>
      <td className="number">{formatDuration(lastRun?.durationSeconds)}</td>
      <td>
        <Instant instant={nextRunAt} />
      </td>
      <td className="number muted">
        {observedAt ? (
          <RelativeTime instant={observedAt} />
        ) : (
          t('pipeline.overview.environments.never')
        )}
      </td>
    </tr>
  );
};
