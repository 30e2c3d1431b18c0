import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TaskInstance } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  ToneChip,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';
import { taskLook } from './taskLook';
import { waterfall, type TaskBar } from './waterfall';

/** Tasks in a table whose one column is a waterfall: the picture and its words are the same rows. @internal */
export const TaskTable = (props: { tasks: TaskInstance[] }) => {
  const { tasks } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const bars = waterfall(tasks, useNow());
  return (
    <PlainTable aria-label={t('runs.tasks.title')}>
      <thead>
        <tr>
          <th scope="col">{t('runs.tasks.task')}</th>
          <th scope="col">{t('runs.tasks.state')}</th>
          <th scope="col" style={{ width: '38%' }}>
            {t('runs.tasks.time')}
          </th>
          <th scope="col" className="number">
            {t('runs.tasks.duration')}
          </th>
          <th scope="col" className="number">
            {t('runs.tasks.tries')}
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task, index) => {
          const { taskId, mapIndex, state, tryNumber } = task;
          const isMapped = mapIndex !== undefined && mapIndex >= 0;
          return (
            <tr key={`${taskId}/${mapIndex ?? ''}`}>
              <th
                scope="row"
                className="wrap"
                title={task.operator}
                style={{ fontWeight: 500 }}
              >
                {task.url ? (
                  <a href={task.url} target="_blank" rel="noopener noreferrer">
                    {taskId}
                  </a>
                ) : (
                  taskId
                )}
                {isMapped && ` [${mapIndex}]`}
              </th>
              <td>
                <ToneChip {...taskLook(state)}>{state}</ToneChip>
              </td>
              <td>
                <Bar bar={bars[index]} state={state} />
              </td>
              <td className="number">
                {formatDuration(
                  task.durationSeconds ?? bars[index]?.durationSeconds,
                )}
              </td>
              <td className="number">{tryNumber}</td>
            </tr>
          );
        })}
      </tbody>
    </PlainTable>
  );
};

const Bar = (props: { bar: TaskBar | undefined; state: string }) => {
  const { bar, state } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { tones, line, muted } = usePalette();
  if (!bar) {
    return <span style={{ color: muted }}>{t('runs.tasks.notStarted')}</span>;
  }
  const words = t('runs.tasks.bar', {
    start: formatDuration(bar.startSeconds),
    duration: formatDuration(bar.durationSeconds),
  });
  return (
    <div
      role="img"
      aria-label={words}
      title={words}
      style={{
        position: 'relative',
        height: 8,
        marginTop: 5,
        borderRadius: 4,
        backgroundColor: line,
      }}
    >
      <i
        style={{
          position: 'absolute',
          top: 0,
          bottom: 0,
          left: `${bar.left * 100}%`,
          width: `${bar.width * 100}%`,
          borderRadius: 4,
          backgroundColor: tones[taskLook(state).tone].fg,
        }}
      />
    </div>
  );
};
