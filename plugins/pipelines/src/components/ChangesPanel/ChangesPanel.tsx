import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineChanges } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  formatInstant,
  Panel,
  PanelSkeleton,
  useNow,
} from '@sluice/plugin-pipelines-react';
import {
  LOOK_BACKS,
  type LookBack,
  SHOWN_FIRST,
} from '../../changes/changeWords';
import { refName } from '../../fleet/words';
import { useChanges } from '../../hooks/useChanges';
import { onCallTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { ChangeList } from './ChangeList';

/**
 * What changed before a deadline was missed: here and upstream, what is nearest first. What isn't known is said as well.
 *
 * @internal
 */
export const ChangesPanel = (props: {
  /** Entity ref of the pipeline that missed. */
  pipeline: string;
  /** The moment, ISO 8601. */
  before: string;
  environment?: string;
  /** The zone in which times are shown. */
  timezone: string;
}) => {
  const { pipeline, before, environment, timezone } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const now = useNow();
  const [window, setWindow] = useState<LookBack>('24h');
  const [isOpen, setIsOpen] = useState(false);
  const { data, error, isPending, isFetching, isPlaceholderData, refetch } =
    useChanges(pipeline, { before, window, environment });
  const title = t('changes.title');
  if (isPending) return <PanelSkeleton title={title} lines={4} />;
  if (!data) {
    return (
      <ErrorPanel
        title={t('changes.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  const shown = isOpen ? data.items : data.items.slice(0, SHOWN_FIRST);
  const more = data.items.length - shown.length;
  return (
    <Panel
      title={title}
      actions={
        <span
          role="group"
          aria-label={t('changes.window')}
          style={{ display: 'inline-flex', gap: 4 }}
        >
          {LOOK_BACKS.map(length => (
            <TextButton
              key={length}
              aria-pressed={length === window}
              style={length === window ? { textDecoration: 'underline' } : {}}
              onClick={() => setWindow(length)}
            >
              {windowWords(length)}
            </TextButton>
          ))}
        </span>
      }
    >
      <div
        aria-busy={isPlaceholderData}
        style={{ opacity: isPlaceholderData ? 0.55 : 1 }}
      >
        {shown.length === 0 ? (
          <EmptyState
            title={t('changes.empty.title')}
            description={t('changes.empty.description')}
          />
        ) : (
          <ChangeList
            name={t('changes.list', {
              when: formatInstant(before, { now, zone: timezone }),
            })}
            changes={shown}
            before={data.before}
            timezone={timezone}
            now={now}
          />
        )}
        {more > 0 && (
          <TextButton onClick={() => setIsOpen(true)}>
            {t('changes.more', { number: String(more) })}
          </TextButton>
        )}
        <Limits changes={data} timezone={timezone} now={now} />
      </div>
    </Panel>
  );

  function windowWords(length: LookBack): string {
    const count = length.slice(0, -1);
    return length.endsWith('h')
      ? t('changes.hours', { hours: count })
      : t('changes.days', { days: count });
  }
};

/** What was looked at, and what of it nobody knows. */
const Limits = (props: {
  changes: PipelineChanges;
  timezone: string;
  now: number;
}) => {
  const { changes, timezone, now } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const { hidden, kinds, pipelines, truncated } = changes;
  const unknown = changes.unknown.map(({ pipeline, readThrough, why }) =>
    t(
      `changes.unknown.${
        why === 'not-read' && !readThrough ? 'never-read' : why
      }`,
      {
        pipeline: refName(pipeline),
        when: formatInstant(readThrough, { now, zone: timezone }),
      },
    ),
  );
  return (
    <p style={{ margin: '8px 0 0', fontSize: 11.5, opacity: 0.85 }}>
      {t('changes.looked', {
        kinds: kinds.map(kind => t(`changes.kind.${kind}`)).join(', '),
        pipelines: String(pipelines),
      })}
      {unknown.length > 0 &&
        ` ${t('changes.unknown.label')} ${unknown.join('; ')}.`}
      {hidden > 0 && ` ${t('changes.hidden', { count: hidden })}`}
      {truncated && ` ${t('changes.truncated')}`}
    </p>
  );
};
