import { consumer, dag, dbt, legacyDag, spark } from './entries';
import type { DomainEntry } from './types';

/** What keeps the other five going. @internal */
export const platform: DomainEntry = {
  name: 'platform',
  title: 'Platform',
  description: 'Lake, warehouse, observability and what they cost',
  owner: 'platform',
  timezone: 'UTC',
  units: {
    dags: 'northstar-dags-platform',
    dbt: 'northstar-dbt-finance',
    spark: 'spark-platform',
  },
  systems: [
    {
      name: 'data-platform',
      title: 'Data platform',
      description: 'The lake and the warehouse themselves',
      pipelines: [
        dag('lake_compaction', {
          tier: 2,
          cron: '45 */3 * * *',
          minutes: 33,
          reads: ['s3:raw/clickstream', 's3:raw/order_events'],
          writes: ['s3:platform/compaction_log'],
          does: 'Joins small files of the lake into large ones, so that queries stay fast',
          whenItFails:
            'Safe to leave until the morning. Never run it beside a backfill of the same prefix: it waits for a lock and then gives up.',
        }),
        dag('warehouse_maintenance', {
          tier: 3,
          cron: '30 0 * * *',
          minutes: 20,
          reads: ['s3:platform/compaction_log', 'sf:platform.query_history'],
          writes: ['sf:platform.maintenance_log'],
          does: 'Reclusters the largest tables and drops temporary ones older than a week',
          whenItFails:
            'Look for a lock of a long query. Skip a night if in doubt.',
        }),
        legacyDag('legacy_cron_bridge', {
          tier: 3,
          cron: '3 * * * *',
          minutes: 3,
          reads: ['pg:jobs.cron_results'],
          writes: ['sf:platform.cron_results'],
          does: 'Copies results of the last jobs that still run under cron on the old host',
          whenItFails:
            'Each failure is one more reason to move the remaining nine jobs. Clear it; if the host is down, call the data centre’s desk.',
        }),
        spark('lake_table_optimize', {
          tier: 3,
          cron: '15 23 * * *',
          minutes: 41,
          reads: ['s3:platform/compaction_log'],
          writes: ['s3:platform/table_stats'],
          does: 'Rewrites table metadata and refreshes statistics of the lake',
          whenItFails:
            'Queries get slower, not wrong. Rerun on the next evening.',
        }),
        dbt('platform_usage', {
          tier: 3,
          cron: '20 4 * * *',
          minutes: 6,
          reads: [
            'sf:platform.query_history',
            'sf:platform.maintenance_log',
            'sf:platform.cron_results',
          ],
          models: [
            'stg_query_history',
            'stg_maintenance_log',
            'stg_cron_results',
            'fct_warehouse_usage',
            'rpt_platform_usage',
          ],
          does: 'Shows who uses the warehouse, and for what',
          whenItFails:
            'Query history is up to three hours behind. Rerun later in the morning.',
        }),
      ],
    },
    {
      name: 'observability',
      title: 'Observability',
      description: 'Dead letters, schemas, lineage and data quality',
      pipelines: [
        spark('audit_log_parse', {
          tier: 2,
          cron: '5 */2 * * *',
          minutes: 19,
          reads: ['s3:landing/audit_logs'],
          writes: ['s3:clean/audit_log'],
          releaseUnit: 'spark-audit',
          does: 'Parses access logs of the lake, as security requires',
          whenItFails:
            'Logs are kept for a year, so nothing is lost. Security wants to know of a gap of more than a day.',
        }),
        dbt('data_quality_marts', {
          tier: 2,
          cron: '15 7 * * *',
          minutes: 7,
          reads: [
            's3:platform/dead_letters',
            'sf:platform.lineage_events',
            'sf:platform.schema_changes',
          ],
          models: [
            'stg_dead_letters',
            'stg_lineage_events',
            'stg_schema_changes',
            'fct_dead_letters',
            'fct_schema_changes',
            'rpt_data_quality',
          ],
          does: 'Reports dead letters, schema changes and failed tests per team',
          whenItFails: 'Internal report; mend it within the day.',
        }),
        consumer('dead_letter_archiver', {
          tier: 1,
          reads: ['topic:dead-letters.v1'],
          writes: ['s3:platform/dead_letters'],
          does: 'Keeps every message that some consumer gave up on, with the reason',
          whenItFails:
            'Dead letters are on the topic for two days only. Bring it back before that, whatever it takes.',
        }),
        consumer('schema_audit_sink', {
          tier: 3,
          reads: ['topic:schema.changes.v1'],
          writes: ['sf:platform.schema_changes'],
          does: 'Records each change in the schema registry',
          whenItFails: 'Restart it.',
        }),
        consumer('lineage_events_sink', {
          tier: 3,
          reads: ['topic:lineage.events.v1'],
          writes: ['sf:platform.lineage_events'],
          does: 'Stores the OpenLineage events that jobs emit',
          whenItFails:
            'Restart it. Jobs don’t wait for it, so a gap shows only in the lineage graph.',
        }),
        consumer('metrics_rollup', {
          tier: 2,
          reads: ['topic:metrics.v1'],
          writes: ['sf:platform.metrics_hourly'],
          does: 'Sums metrics of all jobs to hours before they are kept',
          whenItFails:
            'Dashboards of the last hours are empty while it is down. It replays at ten times the speed after a restart.',
        }),
      ],
    },
    {
      name: 'cost',
      title: 'Cost',
      description: 'What the platform costs, and whom',
      pipelines: [
        dag('cost_usage_ingest', {
          tier: 3,
          cron: '40 5 * * *',
          minutes: 12,
          reads: ['s3:landing/cloud_billing'],
          writes: ['sf:platform.cloud_costs'],
          does: 'Loads yesterday’s usage and cost from the cloud’s billing export',
          whenItFails:
            'The export is restated for three days; a failed day repairs itself with the next run.',
        }),
        dbt('cost_allocation', {
          tier: 3,
          cron: '30 6 * * *',
          minutes: 8,
          reads: [
            'sf:platform.cloud_costs',
            'dbt:fct_warehouse_usage',
            'sf:platform.metrics_hourly',
          ],
          models: [
            'stg_cloud_costs',
            'stg_metrics_hourly',
            'int_cost_by_tag',
            'fct_cost_daily',
            'rpt_cost_by_team',
          ],
          does: 'Shares out the cost of lake, warehouse and clusters among the teams',
          whenItFails:
            'Untagged resources above five percent fail the test. Tag them; don’t raise the limit.',
        }),
      ],
    },
  ],
};
