import { consumer, dag, dbt, legacyDag, spark } from './entries';
import type { DomainEntry } from './types';

/** The ledger, payments, revenue and treasury; most of it under SOX change control. @internal */
export const finance: DomainEntry = {
  name: 'finance',
  title: 'Finance',
  description: 'The books: ledger, payments, revenue and cash',
  owner: 'finance-data',
  timezone: 'America/New_York',
  units: {
    dags: 'northstar-dags-finance',
    dbt: 'northstar-dbt-finance',
    spark: 'spark-finance',
  },
  systems: [
    {
      name: 'general-ledger',
      title: 'General ledger',
      description: 'Journals, close and reconciliation',
      pipelines: [
        dag('finance_close_daily', {
          tier: 1,
          cron: '30 4 * * *',
          minutes: 34,
          reads: [
            'dbt:fct_journal_lines',
            'dbt:fct_revenue',
            'sf:finance.fx_rates',
          ],
          writes: ['sf:finance.daily_close'],
          classification: ['sox'],
          does: 'Closes the day: posts revenue to the ledger, revalues open items and freezes the result for reporting',
          whenItFails:
            'Due at 06:00 New York. Call finance on duty at once, don’t rerun post_journals by hand: it is the one task here that isn’t idempotent. The controller decides whether to close without it.',
        }),
        dag('gl_reconciliation', {
          tier: 1,
          cron: '10 5 * * *',
          minutes: 28,
          reads: ['pg:ledger.journal_lines', 'sf:finance.daily_close'],
          writes: ['sf:finance.gl_breaks'],
          classification: ['sox'],
          does: 'Compares the ledger with the warehouse account by account and lists every break',
          whenItFails:
            'A failure of the job is not a break; keep the two apart when you report it. Rerun once. Breaks themselves go to the accounting inbox.',
        }),
        dag('tax_returns_export', {
          tier: 2,
          cron: '0 7 3 * *',
          minutes: 37,
          reads: ['dbt:fct_sales_tax'],
          writes: ['s3:out/tax_returns'],
          classification: ['sox'],
          does: 'Writes the monthly sales tax returns per state on the third of the month',
          whenItFails:
            'There are five days until the filing date. Keep the failed output: auditors ask for it.',
        }),
        legacyDag('legacy_gl_export', {
          tier: 1,
          cron: '45 */2 * * *',
          minutes: 16,
          reads: ['pg:ledger.journal_lines', 'pg:ledger.accounts'],
          writes: ['sf:raw.gl_journal'],
          classification: ['sox'],
          does: 'Exports journals from the old ledger to Snowflake every two hours',
          whenItFails:
            'It runs on the old Airflow in the data centre, which nobody may change before the migration. If that Airflow can’t be reached, call the data centre’s desk; the files of the last two days can be loaded by hand.',
        }),
        legacyDag('legacy_ap_ledger_load', {
          tier: 2,
          cron: '20 3 * * *',
          minutes: 23,
          reads: ['pg:ledger.payables'],
          writes: ['sf:raw.ap_ledger'],
          classification: ['sox'],
          does: 'Loads the payables sub-ledger of the old system',
          whenItFails:
            'Also on the old Airflow. A day without it is fine except on the last three days of a month.',
        }),
        legacyDag('legacy_fixed_assets_load', {
          tier: 3,
          cron: '50 2 * * *',
          minutes: 12,
          reads: ['pg:ledger.fixed_assets'],
          writes: ['sf:raw.fixed_assets'],
          classification: ['sox'],
          does: 'Loads fixed assets and their depreciation plan from the old system',
          whenItFails:
            'Assets change slowly: fix it within the week, before month end at the latest.',
        }),
        dbt('gl_marts', {
          tier: 1,
          cron: '45 3 * * *',
          minutes: 15,
          reads: ['sf:raw.gl_journal', 'sf:raw.fixed_assets'],
          models: [
            'stg_gl_journal',
            'stg_fixed_assets',
            'dim_account',
            'dim_cost_center',
            'int_journal_balanced',
            'fct_journal_lines',
            'fct_depreciation',
          ],
          classification: ['sox'],
          does: 'Builds balanced journal lines, accounts and cost centres',
          whenItFails:
            'If journals don’t balance, stop: the export was cut off. Wait for the next legacy_gl_export and build again.',
        }),
        dbt('close_checks', {
          tier: 1,
          cron: '50 5 * * *',
          minutes: 7,
          reads: ['sf:finance.daily_close', 'sf:finance.gl_breaks'],
          models: [
            'stg_daily_close',
            'stg_gl_breaks',
            'fct_close_status',
            'fct_close_exceptions',
            'rpt_close_checklist',
          ],
          classification: ['sox'],
          does: 'Fills in the checklist that the controller signs each morning',
          whenItFails:
            'The controller can sign on paper; note it in the close log. Never mark a check as passed by hand.',
        }),
      ],
    },
    {
      name: 'payments',
      title: 'Payments',
      description: 'Settlements, refunds, invoices and fraud',
      pipelines: [
        dag('payments_settlement_ingest', {
          tier: 1,
          cron: '8 * * * *',
          minutes: 14,
          reads: ['s3:landing/settlements'],
          writes: ['sf:raw.settlements'],
          classification: ['sox'],
          does: 'Loads settlement files of the card acquirers each hour',
          whenItFails:
            'A file that doesn’t match its control total is refused as a whole. Ask the acquirer for a new one; never edit a settlement file.',
        }),
        spark('payment_fraud_features', {
          tier: 2,
          cron: '35 */4 * * *',
          minutes: 29,
          reads: ['sf:raw.payments_cdc', 's3:clean/sessions'],
          writes: ['s3:features/payment_fraud'],
          releaseUnit: 'spark-fraud',
          classification: ['pii'],
          does: 'Computes velocity and device features for the fraud model',
          whenItFails:
            'The model falls back to rules, and more orders go to manual review. Tell the fraud desk if it lasts longer than eight hours.',
        }),
        dbt('payments_to_revenue', {
          tier: 1,
          cron: '30 * * * *',
          minutes: 6,
          reads: [
            'sf:raw.payments_cdc',
            'sf:raw.refunds_cdc',
            'sf:raw.settlements',
            'dbt:fct_orders',
          ],
          models: [
            'stg_payments',
            'stg_refunds',
            'stg_settlements',
            'int_payments_matched',
            'fct_payments',
            'fct_revenue',
          ],
          classification: ['sox'],
          does: 'Goes from payments to revenue: matches payments, refunds and settlements with orders',
          whenItFails:
            'Unmatched payments above 0.1 % fail the build. Look whether one acquirer’s file is missing before you touch the tolerance; changing it needs the controller.',
        }),
        dbt('accounts_payable', {
          tier: 2,
          cron: '15 4 * * *',
          minutes: 10,
          reads: ['sf:raw.ap_ledger', 'sf:raw.invoice_events'],
          models: [
            'stg_ap_ledger',
            'stg_invoice_events',
            'int_invoices_matched',
            'fct_payables',
            'rpt_payables_ageing',
          ],
          classification: ['sox'],
          does: 'Matches supplier invoices with the ledger and reports what is due when',
          whenItFails:
            'Payment runs are on Tuesday and Friday at noon. On other days a fix within the day will do.',
        }),
        consumer('payments_cdc', {
          tier: 1,
          reads: ['topic:cdc.payments.v1'],
          writes: ['sf:raw.payments_cdc'],
          classification: ['sox', 'pii'],
          does: 'Applies every change of the payments database to Snowflake, in order per payment',
          whenItFails:
            'Revenue stands still while it does. It may be restarted freely; if it stops at the same offset again, keep the message for the payments team and don’t skip it.',
        }),
        consumer('refunds_cdc', {
          tier: 1,
          reads: ['topic:cdc.refunds.v1'],
          writes: ['sf:raw.refunds_cdc'],
          classification: ['sox'],
          does: 'Applies every change of a refund to Snowflake',
          whenItFails:
            'Same as payments_cdc: restart, never skip. Refunds older than a day without a match show up in the reconciliation.',
        }),
        consumer('invoice_events_sink', {
          tier: 2,
          reads: ['topic:invoices.v1'],
          writes: ['sf:raw.invoice_events'],
          classification: ['sox'],
          does: 'Stores what happens to each supplier invoice from scan to approval',
          whenItFails:
            'Restart it; it merges by event id. Accounts payable notices after about two hours.',
        }),
      ],
    },
    {
      name: 'revenue',
      title: 'Revenue',
      description: 'Revenue recognition, taxes and the finance reports',
      pipelines: [
        spark('revenue_recognition_batch', {
          tier: 1,
          cron: '30 2 * * *',
          minutes: 39,
          reads: ['dbt:fct_payments', 's3:clean/order_lines'],
          writes: ['s3:finance/revenue_schedules'],
          classification: ['sox'],
          does: 'Spreads revenue of subscriptions, warranties and gift cards over the time they are earned',
          whenItFails:
            'Rerun with the same as-of date, which is in the job’s arguments: a run with today’s date gives other numbers.',
        }),
        dbt('revenue_recognition', {
          tier: 1,
          cron: '30 3 * * *',
          minutes: 12,
          reads: [
            's3:finance/revenue_schedules',
            'dbt:fct_revenue',
            'dbt:fct_gift_card_balance',
          ],
          models: [
            'stg_revenue_schedules',
            'int_revenue_by_obligation',
            'fct_recognised_revenue',
            'fct_deferred_revenue',
            'rpt_revenue_waterfall',
          ],
          classification: ['sox'],
          does: 'Shows what was earned and what is still deferred',
          whenItFails:
            'The sum of both must equal fct_revenue; the test’s message has the difference. Small differences are currency: check fx_rates_load.',
        }),
        dbt('tax_marts', {
          tier: 2,
          cron: '20 5 * * *',
          minutes: 11,
          reads: ['dbt:fct_revenue', 'pg:ledger.tax_codes'],
          models: [
            'stg_tax_codes',
            'dim_tax_jurisdiction',
            'int_taxable_sales',
            'fct_sales_tax',
            'rpt_tax_by_state',
          ],
          classification: ['sox'],
          does: 'Computes sales tax per jurisdiction',
          whenItFails:
            'A new postcode without jurisdiction is the usual reason. Tax keeps the list; add it as a seed in a reviewed change.',
        }),
        dbt('finance_reports', {
          tier: 1,
          cron: '10 6 * * *',
          minutes: 9,
          reads: [
            'dbt:fct_recognised_revenue',
            'dbt:fct_close_status',
            'dbt:fct_payables',
            'dbt:fct_cash_daily',
          ],
          models: [
            'int_pnl_lines',
            'fct_pnl_daily',
            'agg_pnl_monthly',
            'rpt_pnl',
            'rpt_finance_pack',
          ],
          classification: ['sox'],
          does: 'Assembles profit and loss and the morning pack of the finance directors',
          whenItFails:
            'The directors open it at 07:30 New York. If it can’t be right by then, leave it out and say so; a wrong pack costs more than a missing one.',
        }),
      ],
    },
    {
      name: 'treasury',
      title: 'Treasury',
      description: 'Bank statements, cash and currency rates',
      pipelines: [
        dag('fx_rates_load', {
          tier: 1,
          cron: '25 */6 * * *',
          minutes: 5,
          reads: ['s3:landing/fx_rates'],
          writes: ['sf:finance.fx_rates'],
          classification: ['sox'],
          does: 'Loads currency rates of the central bank and of our bank, four times a day',
          whenItFails:
            'Rates of a holiday are carried forward by design. Otherwise rerun; treasury can also enter a rate by hand, with a second person.',
        }),
        legacyDag('legacy_bank_statements', {
          tier: 2,
          cron: '40 5 * * 1-5',
          minutes: 14,
          reads: ['s3:landing/bank_statements'],
          writes: ['sf:raw.bank_statements'],
          classification: ['sox'],
          does: 'Reads the banks’ MT940 statements with a parser from 2016',
          whenItFails:
            'One bank changed its format twice last year. The parser’s log gives the line; send it to treasury, who talk to the bank.',
        }),
        dbt('cash_position', {
          tier: 2,
          cron: '0 6 * * *',
          minutes: 6,
          reads: [
            'sf:raw.bank_statements',
            'sf:finance.fx_rates',
            'dbt:fct_payments',
          ],
          models: [
            'stg_bank_statements',
            'dim_bank_account',
            'fct_cash_daily',
            'rpt_cash_position',
          ],
          classification: ['sox'],
          does: 'Shows cash per account and currency, and what is on its way',
          whenItFails:
            'Treasury invests at eleven. If statements are missing for one bank only, they can work with the rest: tell them which.',
        }),
      ],
    },
  ],
};
