import type { SourceIssue } from '@sluice/plugin-pipelines-node';
import type { DagWarningBody, HealthBody, ImportErrorBody } from './bodies';
import { fileKey } from './definitions';
import { instant } from './runs';

const MAX_MESSAGE_LENGTH = 4000;
/** More than this is a broken deployment, not so many faults; a page can't show them anyway. */
const MAX_ISSUES_OF_A_KIND = 200;

/** What is wrong when a component is, in words for those who don't run Airflow. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  scheduler: 'no run starts until it is back',
  triggerer: 'tasks that wait for something wait on',
  dag_processor: 'changes to DAGs are not noticed',
  metadatabase: 'nothing works until it is back',
};

/**
 * Files that Airflow can't import.
 *
 * @param dagsByFile - to name the pipeline where a file holds exactly one
 * @internal
 */
export function importErrorIssues(
  errors: ImportErrorBody[],
  dagsByFile: ReadonlyMap<string, string[]>,
): SourceIssue[] {
  return atMost(
    errors.map(error => {
      const dags =
        dagsByFile.get(fileKey(error.filename, error.bundle_name)) ?? [];
      return {
        kind: 'import-error',
        title: error.filename,
        message: readTrace(error.stack_trace),
        pipeline: dags.length === 1 ? dags[0] : undefined,
        at: instant(error.timestamp),
      };
    }),
  );
}

/** @internal */
export function dagWarningIssues(warnings: DagWarningBody[]): SourceIssue[] {
  return atMost(
    warnings.map(warning => ({
      kind: 'dag-warning',
      title: `${warning.dag_id}: ${warning.warning_type ?? 'warning'}`,
      message: shorten(withoutPasswords(warning.message ?? 'No message')),
      pipeline: warning.dag_id,
      at: instant(warning.timestamp),
    })),
  );
}

/** Components that say they aren't healthy. One without a status isn't in use. @internal */
export function healthIssues(health: HealthBody): SourceIssue[] {
  return Object.entries(health).flatMap(([name, component]) => {
    if (!component.status || component.status === 'healthy') return [];
    const lastBeat = instant(
      component.latest_scheduler_heartbeat ??
        component.latest_triggerer_heartbeat ??
        component.latest_dag_processor_heartbeat,
    );
    const consequence = CONSEQUENCES[name];
    return [
      {
        kind: 'scheduler' as const,
        title: name,
        message: `Airflow says its ${name} is ${component.status}${
          lastBeat ? `, last heard of at ${lastBeat}` : ''
        }${consequence ? `: ${consequence}` : ''}`,
        at: lastBeat,
      },
    ];
  });
}

/**
 * A clock that is off by more than the tolerance moves watermarks and deadlines, so people must know.
 *
 * @param skewSeconds - server minus ours
 * @internal
 */
export function clockSkewIssues(
  skewSeconds: number | undefined,
  toleranceSeconds = 60,
): SourceIssue[] {
  if (skewSeconds === undefined || Math.abs(skewSeconds) <= toleranceSeconds) {
    return [];
  }
  const seconds = Math.round(Math.abs(skewSeconds));
  return [
    {
      kind: 'clock-skew',
      title: 'Clock',
      message: `Airflow's clock is ${seconds} s ${
        skewSeconds > 0 ? 'ahead of' : 'behind'
      } ours: synchronise both, or times and deadlines are off by as much`,
    },
  ];
}

function readTrace(trace: string | undefined): string {
  if (!trace) return 'Airflow shows this user no stack trace';
  const lines = withoutPasswords(trace.trim());
  // The reason stands last, so that is what stays.
  return lines.length > MAX_MESSAGE_LENGTH
    ? `…${lines.slice(-MAX_MESSAGE_LENGTH)}`
    : lines;
}

/** A trace may quote a connection URL. */
function withoutPasswords(text: string): string {
  return text.replace(/(:\/\/[^\s:/@]*:)[^\s@]+@/g, '$1***@');
}

function shorten(text: string): string {
  return text.length > MAX_MESSAGE_LENGTH
    ? `${text.slice(0, MAX_MESSAGE_LENGTH)}…`
    : text;
}

function atMost(issues: SourceIssue[]): SourceIssue[] {
  if (issues.length <= MAX_ISSUES_OF_A_KIND) return issues;
  const shown = issues.slice(0, MAX_ISSUES_OF_A_KIND - 1);
  return [
    ...shown,
    {
      kind: issues[0].kind,
      title: `${issues.length - shown.length} more`,
      message: `Airflow reports ${issues.length} of these in all; look there for the rest`,
    },
  ];
}
