import { consumer, dag, dbt, legacyDag, spark } from './entries';
import type { DomainEntry } from './types';

/** Orders, stores, prices and returns. @internal */
export const sales: DomainEntry = {
  name: 'sales',
  title: 'Sales',
  description: 'What was sold, where, at which price, and what came back',
  owner: 'commerce-data',
  timezone: 'UTC',
  units: {
    dags: 'northstar-dags-commerce',
    dbt: 'northstar-dbt-commerce',
    spark: 'spark-orders',
  },
  systems: [
    {
      name: 'orders',
      title: 'Orders',
      description: 'Web and app orders from checkout to the sales marts',
      pipelines: [
        dag('orders_ingest_hourly', {
          tier: 1,
          cron: '5 * * * *',
          minutes: 12,
          reads: ['pg:orders.orders', 'pg:orders.order_lines'],
          writes: ['sf:raw.orders', 'sf:raw.order_lines'],
          does: 'Copies the last hour of orders and order lines from the shop database into Snowflake, with an overlap of ten minutes for late commits',
          whenItFails:
            'Rerun the failed hour; the load replaces its own interval, so twice does no harm. If extract fails with "too many connections", the shop is in a sale: ask the checkout team before raising the pool.',
        }),
        dag('sales_forecast_weekly', {
          tier: 3,
          cron: '0 5 * * 1',
          minutes: 34,
          reads: ['dbt:fct_orders_daily', 'dbt:fct_promo_uplift'],
          writes: ['sf:sales.forecast'],
          does: 'Fits the weekly sales forecast per category and region and publishes the next thirteen weeks',
          whenItFails:
            'Last week’s forecast stays in place and buyers can work with it for two days. Look at the fit task first: a category with no sales in eight weeks makes it diverge.',
        }),
        spark('order_line_dedup', {
          tier: 1,
          cron: '25 * * * *',
          minutes: 14,
          reads: ['s3:raw/order_events'],
          writes: ['s3:clean/order_lines'],
          does: 'Removes repeated order events by order, line and version, and keeps the latest of each',
          whenItFails:
            'Nearly always memory: one hour of a sale is five times a normal one. Rerun the hour with the large profile, then check that the count of distinct order lines matches the topic.',
        }),
        spark('basket_affinity', {
          tier: 3,
          cron: '10 4 * * *',
          minutes: 38,
          reads: ['s3:clean/order_lines'],
          writes: ['s3:features/basket_affinity'],
          does: 'Counts which products are bought together over the last ninety days, for the cross-sell shelf',
          whenItFails:
            'The shelf keeps yesterday’s pairs. Rerun in the morning; nobody needs to be woken for it.',
        }),
        dbt('orders_core', {
          tier: 1,
          cron: '35 * * * *',
          minutes: 8,
          reads: [
            'sf:raw.orders',
            'sf:raw.order_lines',
            's3:clean/order_lines',
          ],
          models: [
            'stg_orders',
            'stg_order_lines',
            'stg_order_events',
            'int_orders_joined',
            'int_order_status_changes',
            'dim_order_status',
            'fct_orders',
            'fct_order_lines',
          ],
          does: 'Builds the order facts that almost every other mart starts from',
          whenItFails:
            'A failed test on fct_orders is usually an order without lines that arrived across the hour. Wait for the next ingest and build again before looking further.',
        }),
        dbt('orders_daily_marts', {
          tier: 1,
          cron: '30 5 * * *',
          minutes: 16,
          reads: ['dbt:fct_orders', 'dbt:fct_order_lines'],
          models: [
            'fct_orders_daily',
            'fct_orders_by_channel',
            'fct_orders_by_region',
            'agg_orders_weekly',
            'agg_orders_monthly',
            'rpt_sales_overview',
          ],
          does: 'Closes the sales day: orders per day, channel and region, and the overview that the board reads at seven',
          whenItFails:
            'The overview has to be there at 07:00 UTC. If it can’t be, tell the sales controllers in their channel by 06:30 and leave yesterday’s numbers up, marked as such.',
        }),
        dbt('basket_marts', {
          tier: 3,
          cron: '20 5 * * *',
          minutes: 9,
          reads: ['s3:features/basket_affinity', 'dbt:fct_order_lines'],
          models: [
            'stg_basket_affinity',
            'fct_basket_pairs',
            'agg_basket_size',
            'rpt_cross_sell',
          ],
          does: 'Turns basket pairs into the cross-sell report and the average basket size',
          whenItFails:
            'Check whether basket_affinity ran tonight; without fresh pairs the freshness test stops the build, and rightly so.',
        }),
        consumer('orders_enrichment', {
          tier: 1,
          reads: ['topic:orders.v1', 'topic:customers.v1'],
          writes: ['topic:orders.enriched.v1'],
          does: 'Joins each order with its customer and store, and sends it on enriched',
          whenItFails:
            'Everything behind it goes stale within minutes, so page the owner. A restart loop right after start is a poison message or a state store that doesn’t fit: look at the last offset in the log before restarting again.',
        }),
        consumer('order_events_to_lake', {
          tier: 1,
          reads: ['topic:orders.enriched.v1'],
          writes: ['s3:raw/order_events'],
          does: 'Writes enriched order events to the lake in five-minute files',
          whenItFails:
            'Let it catch up by itself after a restart: it commits only what it has flushed. Only a retention warning on the topic makes it urgent.',
        }),
        consumer('stock_reservations', {
          tier: 1,
          reads: ['topic:orders.enriched.v1'],
          writes: ['topic:reservations.v1'],
          does: 'Reserves stock for each order line as soon as the order is paid',
          whenItFails:
            'Shops may oversell while it is down. Call the inventory team, who can switch to nightly reservations until it is back.',
        }),
        consumer('cart_abandonment', {
          tier: 2,
          reads: ['topic:carts.v1'],
          writes: ['topic:carts.abandoned.v1'],
          does: 'Marks carts that were left for thirty minutes, so that marketing can write to their owners',
          whenItFails:
            'Reminders go out late, nothing else. If it was down for more than a day, skip to the end of the topic: nobody wants a reminder for last week.',
        }),
      ],
    },
    {
      name: 'stores',
      title: 'Stores',
      description: 'Tills, gift cards and what each store sells',
      pipelines: [
        dag('store_pos_ingest', {
          tier: 1,
          cron: '20 * * * *',
          minutes: 26,
          reads: ['s3:landing/pos'],
          writes: ['sf:raw.pos_tickets', 's3:raw/pos'],
          does: 'Collects the till files that the stores drop each hour and loads them as tickets',
          whenItFails:
            'One broken file stops the hour. The check task names it: move it to landing/pos/quarantine, clear the run, and send the store number to the till vendor.',
        }),
        legacyDag('legacy_store_sales_export', {
          tier: 2,
          cron: '15 2 * * *',
          minutes: 21,
          reads: ['pg:pos.daily_totals'],
          writes: ['s3:out/store_sales'],
          does: 'Exports store totals of the day as fixed-width files for the franchise partners',
          whenItFails:
            'Partners pick the files up at 06:00 UTC. It can’t be rerun for a part of the stores: delete the day’s prefix first, then run it whole.',
        }),
        spark('pos_reconcile', {
          tier: 2,
          cron: '5 5 * * *',
          minutes: 27,
          reads: ['s3:raw/pos'],
          writes: ['s3:clean/pos_reconciled'],
          releaseUnit: 'spark-stores',
          does: 'Matches tickets with till totals and flags stores that don’t add up',
          whenItFails:
            'Look at the number of stores in the input first. A region that sent nothing makes the join explode on the default key.',
        }),
        dbt('pos_sales_marts', {
          tier: 1,
          cron: '50 * * * *',
          minutes: 14,
          reads: ['sf:raw.pos_tickets', 'sf:raw.pos_stream'],
          models: [
            'stg_pos_tickets',
            'stg_pos_lines',
            'stg_pos_stream',
            'int_pos_sales',
            'dim_store',
            'fct_store_sales',
          ],
          does: 'Builds store sales per ticket line, from the hourly files and the live stream',
          whenItFails:
            'A uniqueness failure on fct_store_sales means that a file and the stream disagree on a ticket number. The file wins: rerun with the full-refresh flag for the day.',
        }),
        dbt('store_performance', {
          tier: 2,
          cron: '0 6 * * *',
          minutes: 13,
          reads: [
            'dbt:fct_store_sales',
            's3:clean/pos_reconciled',
            'dbt:dim_store',
          ],
          models: [
            'fct_store_daily',
            'agg_store_weekly',
            'agg_store_monthly',
            'rpt_store_league',
            'rpt_like_for_like',
          ],
          does: 'Ranks stores and computes like-for-like growth for the regional managers',
          whenItFails:
            'Managers look at it on Monday. On other days a fix by noon is early enough.',
        }),
        dbt('gift_card_marts', {
          tier: 2,
          cron: '15 6 * * *',
          minutes: 6,
          reads: ['sf:raw.gift_cards', 'dbt:dim_store'],
          models: [
            'stg_gift_cards',
            'int_gift_card_ledger',
            'fct_gift_card_movements',
            'fct_gift_card_balance',
            'rpt_gift_card_liability',
          ],
          classification: ['internal'],
          does: 'Keeps the balance of each gift card and the liability that finance books at month end',
          whenItFails:
            'A negative balance fails the build on purpose. Find the card in int_gift_card_ledger; a refund that was booked twice is the usual cause.',
        }),
        consumer('pos_stream_sink', {
          tier: 2,
          reads: ['topic:pos.tickets.v1'],
          writes: ['sf:raw.pos_stream'],
          does: 'Streams tickets of the new tills into Snowflake within a minute',
          whenItFails:
            'The hourly files hold the same tickets, so nothing is lost. Restart it, and check that the lag falls.',
        }),
        consumer('gift_card_ledger', {
          tier: 2,
          reads: ['topic:gift-cards.v1'],
          writes: ['sf:raw.gift_cards'],
          does: 'Writes every charge and redemption of a gift card to the ledger table',
          whenItFails:
            'Order matters here: never start a second copy beside a hanging one. Stop it, wait for the group to be empty, start it.',
        }),
      ],
    },
    {
      name: 'pricing',
      title: 'Pricing',
      description: 'Price lists, price changes and promotions',
      pipelines: [
        dag('price_list_publish', {
          tier: 2,
          cron: '30 3 * * *',
          minutes: 15,
          reads: ['dbt:dim_price_list'],
          writes: ['s3:out/price_lists'],
          does: 'Publishes tomorrow’s price list to shops and tills',
          whenItFails:
            'Shops keep today’s prices, which is safe unless a promotion starts. Check the promotion calendar; if one does, call the pricing desk.',
        }),
        legacyDag('legacy_promo_calendar_load', {
          tier: 3,
          cron: '40 1 * * 1-5',
          minutes: 7,
          reads: ['s3:landing/promo_calendar'],
          writes: ['sf:raw.promo_calendar'],
          does: 'Loads the promotion calendar from the spreadsheet that category managers upload',
          whenItFails:
            'Someone renamed a column, as a rule. The error names it; ask category management to upload the sheet again.',
        }),
        spark('price_elasticity', {
          tier: 3,
          cron: '30 2 * * 0',
          minutes: 41,
          reads: ['s3:clean/order_lines', 'sf:raw.price_events'],
          writes: ['sf:sales.price_elasticity'],
          does: 'Estimates how demand reacts to price per product group, from a year of changes',
          whenItFails:
            'Runs on Sunday, needed on Wednesday. Rerun once; if the shuffle fails again, halve the partitions in the job’s config.',
        }),
        dbt('price_history', {
          tier: 2,
          cron: '20 */2 * * *',
          minutes: 6,
          reads: ['sf:raw.price_events'],
          models: [
            'stg_price_events',
            'snap_prices',
            'int_price_validity',
            'dim_price_list',
            'fct_price_changes',
          ],
          does: 'Keeps which price was valid when, and the price list of tomorrow',
          whenItFails:
            'Overlapping validity stops the snapshot. List the overlaps with the query in the test’s message and ask pricing which one holds.',
        }),
        dbt('promotion_uplift', {
          tier: 3,
          cron: '45 5 * * *',
          minutes: 12,
          reads: [
            'sf:raw.promo_calendar',
            'dbt:fct_orders_daily',
            'dbt:fct_price_changes',
          ],
          models: [
            'stg_promo_calendar',
            'int_promo_baseline',
            'fct_promo_uplift',
            'rpt_promo_results',
          ],
          does: 'Compares sales in each promotion with what they would have been without it',
          whenItFails:
            'Without a fresh calendar it stops at the source freshness check. Fix legacy_promo_calendar_load first.',
        }),
        consumer('price_changes', {
          tier: 2,
          reads: ['topic:prices.v2'],
          writes: ['sf:raw.price_events'],
          does: 'Records every price change with who made it and why',
          whenItFails:
            'Prices in the shops are not affected. After a schema change in prices.v2 it stops at the first new message: deploy the version that knows the field.',
        }),
      ],
    },
    {
      name: 'returns',
      title: 'Returns',
      description: 'What comes back, why, and what it costs',
      pipelines: [
        dag('returns_hourly', {
          tier: 2,
          cron: '10 * * * *',
          minutes: 9,
          reads: ['pg:orders.returns'],
          writes: ['sf:raw.returns'],
          does: 'Copies the last hour of returns with their reason and condition',
          whenItFails:
            'Clear the hour. Returns may arrive before their order; the check task tolerates twenty of them and fails beyond, then wait for orders_ingest_hourly.',
        }),
        dbt('returns_marts', {
          tier: 2,
          cron: '40 */2 * * *',
          minutes: 6,
          reads: ['sf:raw.returns', 'sf:raw.return_requests', 'dbt:fct_orders'],
          models: [
            'stg_returns',
            'stg_return_requests',
            'int_returns_matched',
            'fct_returns',
            'fct_return_reasons',
            'rpt_return_rates',
          ],
          does: 'Matches returns with orders and reports rates per product and reason',
          whenItFails:
            'If unmatched returns are above one percent, the order facts are behind. Build orders_core first.',
        }),
        consumer('return_requests_sink', {
          tier: 2,
          reads: ['topic:returns.requested.v1'],
          writes: ['sf:raw.return_requests'],
          does: 'Stores each return that a customer announces, before the parcel arrives',
          whenItFails:
            'Safe to restart at any time: the sink merges by request id.',
        }),
      ],
    },
  ],
};
