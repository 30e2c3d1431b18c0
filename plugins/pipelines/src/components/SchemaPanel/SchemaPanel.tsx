import { Fragment, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type ConsumerGroup,
  schemaReadPermission,
  type SchemaSubject,
  type SchemaSubjectPage,
} from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useSchemas } from '../../hooks/useSchemas';
import { streamsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';
import { CompatibilityLevel } from './CompatibilityLevel';
import { SubjectVersions } from './SubjectVersions';

/** More than one consumer reads: those of a key and a value for each topic. */
const MOST_SUBJECTS = 100;

/** The schemas of the messages that a group reads: versions, the level they are held to, and what changed. @internal */
export const SchemaPanel = (props: {
  group: Pick<ConsumerGroup, 'id' | 'topics'>;
}) => {
  const { group } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const { allowed, loading } = usePermission({
    permission: schemaReadPermission,
  });
  const schemas = useSchemas(
    { readBy: group.id, limit: MOST_SUBJECTS },
    { enabled: allowed },
  );
  const { data, error } = schemas;
  if (loading) return null;
  if (!allowed) {
    return (
      <Panel title={t('schemas.title')}>
        {t('schemas.denied', { permission: schemaReadPermission.name })}
      </Panel>
    );
  }
  if (!data && error) {
    return (
      <ErrorPanel
        title={t('schemas.error')}
        error={error}
        onRetry={() => schemas.refetch()}
        isRetrying={schemas.isFetching}
      />
    );
  }
  if (!data) return <PanelSkeleton title={t('schemas.title')} lines={2} />;
  if (data.items.length === 0) {
    return (
      <Panel title={t('schemas.title')}>
        {data.registries.length === 0
          ? t('schemas.none.registry')
          : t('schemas.none.subject', {
              topics: group.topics.join(', ') || '—',
            })}
      </Panel>
    );
  }
  return <Subjects page={data} />;
};

const Subjects = ({ page }: { page: SchemaSubjectPage }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const [open, setOpen] = useState<string>();
  const stale = page.items.find(item => item.stale);
  const keyOf = ({ registry, subject }: SchemaSubject) =>
    JSON.stringify([registry, subject]);
  return (
    <Panel
      flush
      title={t('schemas.title')}
      note={t('schemas.count', { count: page.totalItems })}
      actions={
        <>
          {stale && <StaleNote observedAt={stale.readAt} />}
          {page.items.some(item => item.demo) && <DemoBadge />}
        </>
      }
    >
      <PlainTable aria-label={t('schemas.title')}>
        <thead>
          <tr>
            <th scope="col">{t('schemas.subject')}</th>
            <th scope="col">{t('schemas.topic')}</th>
            <th scope="col">{t('schemas.level')}</th>
            <th scope="col">{t('schemas.newest')}</th>
            <th scope="col" className="number">
              {t('schemas.showShort')}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.items.map(item => {
            const isOpen = open === keyOf(item);
            return (
              <Fragment key={keyOf(item)}>
                <tr>
                  <th scope="row" className="wrap">
                    {item.subject}
                    {page.registries.length > 1 && (
                      <span className="muted"> · {item.registryTitle}</span>
                    )}
                    {item.problem && (
                      <div className="muted" style={{ fontWeight: 400 }}>
                        {item.problem}
                      </div>
                    )}
                  </th>
                  <td className="wrap">
                    {item.topics
                      .map(
                        ({ part, topic }) =>
                          `${topic} (${t(`schemas.part.${part}`)})`,
                      )
                      .join(', ')}
                  </td>
                  <td>
                    <CompatibilityLevel subject={item} />
                  </td>
                  <td>
                    {item.newest
                      ? `${t('schemas.version', {
                          version: String(item.newest.version),
                        })} · ${item.newest.format}`
                      : t('schemas.unread')}
                  </td>
                  <td className="number">
                    <TextButton
                      aria-expanded={isOpen}
                      aria-label={t(isOpen ? 'schemas.hide' : 'schemas.show', {
                        subject: item.subject,
                      })}
                      onClick={() => setOpen(isOpen ? undefined : keyOf(item))}
                    >
                      {t(isOpen ? 'schemas.hideShort' : 'schemas.showShort')}
                    </TextButton>
                  </td>
                </tr>
                {isOpen && (
                  <tr>
                    <td
                      colSpan={5}
                      style={{ padding: '4px 16px 14px', whiteSpace: 'normal' }}
                    >
                      <SubjectVersions
                        registryId={item.registry}
                        subject={item.subject}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </PlainTable>
    </Panel>
  );
};
