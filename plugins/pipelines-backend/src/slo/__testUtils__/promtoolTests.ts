import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { burnAlerts, burnRules, type BurnSlice } from '../burnRate';

/** What is compared: the series as it was recorded, the rules as they are published, what our alerts make of it, and promtool's word. */
export const PROMTOOL_DIR = resolve(__dirname, '../fixtures/promtool');

/** Runs the lab's promtool. */
export const PROMTOOL = resolve(
  __dirname,
  '../../../../../lab/prometheus/promtool.mjs',
);

/** The targets that the rules are written for, in percent. */
const TARGETS = [99, 99.9];
const PERIOD_DAYS = 30;
const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 21);

type Segment = { count: number; letter: 'G' | 'B' | 'U' };

/** The recorded minutes, run-length coded: `9B` is nine bad ones. G good, B bad, U unknown. */
function segments(): Segment[] {
  const text = readFileSync(resolve(PROMTOOL_DIR, 'series.txt'), 'utf8');
  return [...text.matchAll(/(\d+)([GBU])/g)].map(([, count, letter]) => ({
    count: Number(count),
    letter: letter as Segment['letter'],
  }));
}

/** The series as slices of a minute; the first one ends at minute 1. */
function slices(): BurnSlice[] {
  return segments()
    .flatMap(({ count, letter }) => Array(count).fill(letter))
    .map((letter, i) => ({
      end: new Date(START_MS + (i + 1) * MINUTE_MS).toISOString(),
      bad: letter === 'B' ? 1 : 0,
      valid: letter === 'U' ? 0 : 1,
    }));
}

/** The series in promtool's notation; `_` is a minute without a sample. */
function values(sample: Record<Segment['letter'], string>): string {
  // Nothing ends at minute 0.
  return [
    '_',
    ...segments().map(({ count, letter }) => {
      const value = sample[letter];
      return value === '_' ? `_x${count}` : `${value}x${count - 1}`;
    }),
  ].join(' ');
}

/**
 * A test file for `promtool test rules` that passes only if Prometheus' alerts fire in exactly the minutes in which ours do: each fires
 * in its first and last minute and in none beside them, and in as many minutes altogether.
 *
 * @returns YAML
 */
export function promtoolTests(): string {
  const all = slices();
  const minuteOf = (time: string) => (Date.parse(time) - START_MS) / MINUTE_MS;
  const alertRuleTests: object[] = [];
  const exprTests: object[] = [];
  for (const target of TARGETS) {
    const options = { target, periodDays: PERIOD_DAYS, sliceSeconds: 60 };
    const alerts = burnAlerts({ ...options, slices: all });
    for (const { severity, longSeconds } of burnRules(options)) {
      const alertname = `${target}-${severity}-${longSeconds / 3600}h`;
      const own = alerts
        .filter(alert => alert.longSeconds === longSeconds)
        .map(({ startedAt, endedAt }) => ({
          from: minuteOf(startedAt),
          to: endedAt ? minuteOf(endedAt) : all.length + 1,
        }));
      const fires = (minute: number) =>
        own.some(({ from, to }) => from <= minute && minute < to);
      const edges = own.flatMap(({ from, to }) => [from - 1, from, to - 1, to]);
      for (const minute of [...new Set(edges)].sort((a, b) => a - b)) {
        if (minute > all.length) continue;
        alertRuleTests.push({
          eval_time: `${minute}m`,
          alertname,
          exp_alerts: fires(minute) ? [{ exp_labels: {} }] : [],
        });
      }
      const minutes = own.reduce((sum, { from, to }) => sum + to - from, 0);
      exprTests.push({
        expr: `sum(sum_over_time(ALERTS{alertname="${alertname}"}[${all.length}m])) or vector(0)`,
        eval_time: `${all.length}m`,
        exp_samples: [{ labels: '{}', value: minutes }],
      });
    }
  }
  return stringify(
    {
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            {
              series: 'slice_bad',
              values: values({ G: '0', B: '1', U: '_' }),
            },
            {
              series: 'slice_valid',
              values: values({ G: '1', B: '1', U: '_' }),
            },
          ],
          alert_rule_test: alertRuleTests,
          promql_expr_test: exprTests,
        },
      ],
    },
    { lineWidth: 0 },
  );
}
