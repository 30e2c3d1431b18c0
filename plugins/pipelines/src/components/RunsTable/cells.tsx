import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  formatInstant,
  Instant,
  StatusGlyph,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';

/** When it ended; of a run that was cleared and ran again, when it first succeeded: that is when its data was there. */
export const EndedCell = (props: { run: Run }) => {
  const { endedAt, cleared, firstSuccessAt } = props.run;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { muted } = usePalette();
  const now = useNow();
  const wasThereEarlier = firstSuccessAt && firstSuccessAt !== endedAt;
  const clearedNote = wasThereEarlier
    ? t('runs.cell.firstSuccess', {
        instant: formatInstant(firstSuccessAt, { now }),
      })
    : t('runs.cell.cleared');
  const note = cleared ? clearedNote : undefined;
  return (
    <span style={{ lineHeight: 1.25 }}>
      <Instant instant={endedAt} />
      {note && (
        <span style={{ display: 'block', fontSize: 11, color: muted }}>
          {note}
        </span>
      )}
    </span>
  );
};

const COMMIT = /^[0-9a-f]{40,64}$/;
/** As git shortens them. */
const SHORT_COMMIT = 7;

/** What was run: a commit is shortened, and told in full on hover. */
export const VersionCell = (props: { version?: string }) => {
  const { version } = props;
  return (
    <span title={version}>
      {version && COMMIT.test(version)
        ? version.slice(0, SHORT_COMMIT)
        : version}
    </span>
  );
};

/** How long it took, marked where that is longer than promised. */
export const DurationCell = (props: { run: Run; targetSeconds: number }) => {
  const { run, targetSeconds } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const isOver =
    run.runType !== 'continuous' && (run.durationSeconds ?? 0) > targetSeconds;
  return (
    <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
      {isOver && (
        <StatusGlyph
          glyph="triangle"
          tone="warn"
          size={9}
          label={t('runs.cell.overTarget', {
            target: formatDuration(targetSeconds),
          })}
        />
      )}
      {formatDuration(run.durationSeconds)}
    </span>
  );
};

/** Why the run exists. */
export const TypeCell = (props: { type: Run['runType'] }) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return <span>{t(`runs.type.${props.type}`)}</span>;
};

/** What the source calls the run, as the way to its details for keyboards. */
export const RunCell = (props: {
  run: Run;
  onOpen: (runId: string) => void;
}) => {
  const { run, onOpen } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <TextButton
      aria-label={t('runs.cell.details', { id: run.externalId })}
      onClick={event => {
        event.stopPropagation();
        onOpen(run.id);
      }}
      style={{ maxWidth: '100%', display: 'block' }}
    >
      <span
        style={{
          display: 'block',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
        title={run.externalId}
      >
        {run.externalId}
      </span>
    </TextButton>
  );
};
