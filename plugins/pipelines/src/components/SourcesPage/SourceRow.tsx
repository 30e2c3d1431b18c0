import { useId, useState } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Source } from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  formatDuration,
  RelativeTime,
  StatusChip,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { formatCount } from '../../fleet/words';
import { pipelinesTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { SourceIssues } from './SourceIssues';

const Title = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '2px 8px',
});

/**
 * One collector: how it is, what it said last, and its issues on demand.
 *
 * @internal
 */
export const SourceRow = (props: { source: Source; columnCount: number }) => {
  const { source, columnCount } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { tones } = usePalette();
  const [isOpen, setIsOpen] = useState(false);
  const issuesId = useId();
  const { issues, message, consecutiveErrors, lastSuccessAt } = source;
  const isFailing = source.status !== 'healthy';
  return (
    <tbody>
      <tr>
        <td>
          <Title>
            <strong>{source.title}</strong>
            {source.demo && <DemoBadge />}
          </Title>
          <small>
            {[
              source.id,
              [source.technology, source.version].filter(Boolean).join(' '),
              source.environment,
            ].join(' · ')}
          </small>
        </td>
        <td>
          <StatusChip status={{ kind: 'source', state: source.status }} />
        </td>
        <td>
          {lastSuccessAt ? (
            <RelativeTime instant={lastSuccessAt} />
          ) : (
            t('sources.never')
          )}
          <small>
            {t('sources.every', {
              interval: formatDuration(source.intervalSeconds),
            })}
          </small>
        </td>
        <td data-figure>{formatDuration(source.lastDurationSeconds)}</td>
        <td data-figure>{formatCount(source.rows)}</td>
        <td data-figure>
          <span
            style={
              consecutiveErrors > 0
                ? { color: tones.bad.fg, fontWeight: 650 }
                : undefined
            }
          >
            {formatCount(consecutiveErrors)}
          </span>
        </td>
        <td>
          {source.nextAttemptAt ? (
            <RelativeTime instant={source.nextAttemptAt} />
          ) : (
            t('sources.within', {
              interval: formatDuration(source.intervalSeconds),
            })
          )}
          {consecutiveErrors > 1 && (
            <small>
              {t('sources.backsOff', {
                interval: formatDuration(source.intervalSeconds),
              })}
            </small>
          )}
        </td>
        <td data-figure>{formatCount(source.pipelines)}</td>
        <td>
          {issues.length === 0 ? (
            t('sources.noIssues')
          ) : (
            <TextButton
              aria-expanded={isOpen}
              aria-controls={issuesId}
              onClick={() => setIsOpen(!isOpen)}
            >
              <span aria-hidden style={{ width: 14 }}>
                {isOpen ? '▾' : '▸'}
              </span>
              {t('sources.showIssues', { count: issues.length })}
            </TextButton>
          )}
        </td>
      </tr>
      {isFailing && message && (
        <tr>
          <td colSpan={columnCount} style={{ paddingTop: 0 }}>
            <div
              style={{
                borderLeft: `3px solid ${tones.bad.fg}`,
                paddingLeft: 10,
                overflowWrap: 'anywhere',
                whiteSpace: 'pre-wrap',
              }}
            >
              {message}
            </div>
          </td>
        </tr>
      )}
      {issues.length > 0 && (
        <tr id={issuesId} hidden={!isOpen}>
          <td colSpan={columnCount} style={{ paddingTop: 0 }}>
            {isOpen && <SourceIssues title={source.title} issues={issues} />}
          </td>
        </tr>
      )}
    </tbody>
  );
};
