import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConsumerGroup } from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  formatInstant,
  formatInstantFully,
  StatusChip,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { streamsTranslationRef } from '../../translation';
import { TwoLines } from '../FleetTable/TwoLines';
import { TextButton } from '../TextButton';

/** The name of a group, which opens it, and where it is. @internal */
export const GroupCell = (props: {
  group: ConsumerGroup;
  onOpen: (groupId: number) => void;
}) => {
  const { group, onOpen } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const now = useNow();
  const notes = [
    group.stale &&
      t('streams.stale', { time: formatInstant(group.readAt, { now }) }),
    t('streams.partitions', { count: group.partitions }),
    group.clusterTitle,
  ].filter(Boolean);
  return (
    <TwoLines
      title={`${group.group} · ${group.topics.join(', ')}`}
      first={
        <TextButton
          style={{
            display: 'block',
            maxWidth: '100%',
            padding: 0,
            minHeight: 0,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            fontSize: 12.5,
            color: 'inherit',
          }}
          aria-label={t('streams.open', { group: group.group })}
          onClick={event => {
            event.stopPropagation();
            onOpen(group.id);
          }}
        >
          {group.group}
        </TextButton>
      }
      second={notes.join(' · ')}
    />
  );
};

/** How healthy a group is, since when, and whether that is only inferred. @internal */
export const HealthCell = ({ group }: { group: ConsumerGroup }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const now = useNow();
  const age = formatAge(group.statusSince, now);
  return (
    <TwoLines
      first={
        <StatusChip
          status={{ kind: 'lag', state: group.status }}
          reason={group.inferred ? t('streams.inferredHint') : undefined}
        />
      }
      title={formatInstantFully(group.statusSince)}
      second={group.inferred ? `${t('streams.inferred')} · ${age}` : age}
    />
  );
};

/** Why, in two lines at most; all of it on hover, and in the details. @internal */
export const ReasonCell = ({ reason }: { reason: string }) => (
  <span
    title={reason}
    style={{
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 2,
      overflow: 'hidden',
      whiteSpace: 'normal',
      lineHeight: 1.35,
      overflowWrap: 'anywhere',
    }}
  >
    {reason}
  </span>
);

/** How many members a group has; a dash where that can't be read. @internal */
export const MembersCell = ({ group }: { group: ConsumerGroup }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  if (group.state === 'unknown') return <span>—</span>;
  return (
    <span>{group.members === 0 ? t('streams.noMembers') : group.members}</span>
  );
};

/** The pipeline that a group is, or that it is none. @internal */
export const PipelineCell = ({ group }: { group: ConsumerGroup }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const { muted } = usePalette();
  const linkTo = usePipelineLink();
  const { entityRef } = group;
  if (entityRef === undefined) {
    return <span style={{ color: muted }}>{t('streams.noPipeline')}</span>;
  }
  return (
    <Link
      to={`${linkTo(entityRef)}/lag`}
      title={entityRef}
      onClick={event => event.stopPropagation()}
      style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}
    >
      {refName(entityRef)}
    </Link>
  );
};
