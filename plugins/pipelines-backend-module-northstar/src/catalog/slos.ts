import type { JsonObject } from '@backstage/types';
import type { DomainEntry, NorthstarPipeline, Schedule } from '../fleet';

/** An SLO as it is written in `spec.slos`. */
type WrittenSlo = JsonObject;

/** From when a tier-1 table is due: an hour and a half after its run begins leaves time for one rerun. */
const SLACK_MINUTES = 90;

/** Pipelines of which one task, or one dataset, delivers, and others come after it. */
const DELIVERED_BY: Record<string, string> = {
  replenishment_orders: 'task:send',
  revenue_recognition: 'dataset:resource:default/fct_recognised_revenue',
};

/** What is promised of a way through several pipelines, by the pipeline at its end. */
const PATHS: Record<string, WrittenSlo> = {
  finance_reports: {
    name: 'from-close-to-pack',
    title: 'Finance pack three hours after the close',
    kind: 'duration',
    target: 90,
    window: { rolling: '28d' },
    duration: {
      max: '3h',
      from: 'component:default/finance_close_daily',
      to: 'resource:default/rpt_finance_pack',
    },
  },
};

/**
 * What a pipeline promises beyond the defaults of the config: a tier-1 pipeline that runs once a day has a deadline. Its data is due at
 * the first half hour that leaves it {@link SLACK_MINUTES}.
 *
 * @internal
 */
export function pipelineSlos(pipeline: NorthstarPipeline): WrittenSlo[] {
  const { lifecycle, schedule, tier } = pipeline;
  const daily = schedule && dailyAt(schedule);
  const path = PATHS[pipeline.name];
  if (!schedule || !daily || tier !== 1 || lifecycle === 'legacy') return [];
  const due = Math.ceil((daily.minutes + SLACK_MINUTES) / 30) * 30;
  return [
    {
      name: 'ready-in-the-morning',
      title: `Ready at ${clock(due)}`,
      kind: 'deadline',
      target: 95,
      window: { rolling: '28d' },
      deadline: {
        time: clock(due),
        timezone: schedule.timezone,
        ...(daily.businessDays && { calendar: 'business-days' }),
        dataThrough: clock(daily.minutes),
        completion: DELIVERED_BY[pipeline.name] ?? 'run',
      },
    },
    ...(path ? [path] : []),
  ];
}

/**
 * What a domain promises: that the scheduled runs of all its pipelines succeed. A single daily pipeline couldn't promise 99.9 %: its
 * budget would be a thirtieth of a run a month.
 *
 * @internal
 */
export function domainSlos(domain: DomainEntry): WrittenSlo[] {
  return [
    {
      name: 'scheduled-runs-succeed',
      title: 'Scheduled runs succeed',
      kind: 'success',
      target: 99.9,
      window: { calendar: 'month', timezone: domain.timezone },
      success: { within: '24h' },
      selector: { lifecycle: ['production'] },
    },
  ];
}

/** @returns minutes after midnight, and whether it runs from Monday to Friday alone; undefined if it isn't once a day */
function dailyAt(
  schedule: Schedule,
): { minutes: number; businessDays: boolean } | undefined {
  const found = /^(\d{1,2}) (\d{1,2}) \* \* (\*|1-5)$/.exec(schedule.cron);
  if (!found) return undefined;
  const [, minute, hour, days] = found;
  return {
    minutes: Number(hour) * 60 + Number(minute),
    businessDays: days === '1-5',
  };
}

/** Minutes after midnight as `HH:mm`. */
function clock(minutes: number): string {
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`;
}
