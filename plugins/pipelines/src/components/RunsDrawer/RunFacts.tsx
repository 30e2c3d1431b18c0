import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@sluice/plugin-pipelines-common';
import {
  FactList,
  Instant,
  Interval,
  Panel,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { DurationCell, TypeCell } from '../RunsTable/cells';

/** What is known of a run, as names and values. @internal */
export const RunFacts = (props: { run: Run; targetSeconds: number }) => {
  const { run, targetSeconds } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const instant = (value: string | undefined): ReactNode =>
    value && <Instant instant={value} />;
  return (
    <Panel label={t('runs.drawer.label', { id: run.externalId })}>
      <FactList
        facts={[
          { name: t('runs.drawer.environment'), value: run.environment },
          { name: t('runs.drawer.source'), value: run.source },
          {
            name: t('runs.drawer.why'),
            value: <TypeCell type={run.runType} />,
          },
          {
            name: t('runs.drawer.interval'),
            value: run.dataIntervalEnd && (
              <Interval
                start={run.dataIntervalStart}
                end={run.dataIntervalEnd}
              />
            ),
          },
          { name: t('runs.drawer.due'), value: instant(run.runAfter) },
          { name: t('runs.drawer.queued'), value: instant(run.queuedAt) },
          { name: t('runs.drawer.started'), value: instant(run.startedAt) },
          { name: t('runs.drawer.ended'), value: instant(run.endedAt) },
          {
            name: t('runs.drawer.duration'),
            value: run.durationSeconds !== undefined && (
              <DurationCell run={run} targetSeconds={targetSeconds} />
            ),
          },
          {
            name: t('runs.drawer.firstSuccess'),
            value: run.firstSuccessAt && (
              <>
                {instant(run.firstSuccessAt)} ·{' '}
                {t('runs.drawer.firstSuccessNote')}
              </>
            ),
          },
          {
            name: t('runs.drawer.cleared'),
            value: run.cleared ? t('runs.drawer.clearedNote') : undefined,
          },
          { name: t('runs.drawer.version'), value: run.version },
          { name: t('runs.drawer.note'), value: run.note },
        ].map(fact => ({ ...fact, value: fact.value || undefined }))}
      />
    </Panel>
  );
};
