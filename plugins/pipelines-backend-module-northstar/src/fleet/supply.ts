import { consumer, dag, dbt, legacyDag, spark } from './entries';
import type { DomainEntry } from './types';

/** Stock, suppliers and transport. @internal */
export const supply: DomainEntry = {
  name: 'supply',
  title: 'Supply',
  description: 'What is in stock, what is ordered and what is on its way',
  owner: 'supply-data',
  timezone: 'Europe/Berlin',
  units: {
    dags: 'northstar-dags-commerce',
    dbt: 'northstar-dbt-commerce',
    spark: 'spark-supply',
  },
  systems: [
    {
      name: 'inventory',
      title: 'Inventory',
      description: 'Stock in warehouses and stores',
      pipelines: [
        dag('inventory_snapshot', {
          tier: 1,
          cron: '20 3 * * *',
          minutes: 17,
          reads: ['pg:wms.stock_levels', 'sf:raw.store_stock'],
          writes: ['sf:raw.inventory_snapshot'],
          does: 'Takes the nightly picture of all stock, before the first truck leaves',
          whenItFails:
            'Replenishment starts at 04:30 Berlin and needs it. Rerun at once; after 04:15 call the replenishment desk, who can go on with yesterday’s picture.',
        }),
        dag('replenishment_orders', {
          tier: 1,
          cron: '30 4 * * *',
          minutes: 22,
          reads: ['dbt:fct_replenishment_plan', 'sf:raw.inventory_snapshot'],
          writes: ['s3:out/replenishment'],
          does: 'Sends tonight’s replenishment orders to the warehouses',
          whenItFails:
            'Warehouses start picking at six. The send task refuses to send twice, so a rerun is safe; a partial send is listed in its log.',
        }),
        legacyDag('legacy_wms_export', {
          tier: 2,
          cron: '10 2 * * *',
          minutes: 25,
          reads: ['pg:wms_old.stock'],
          writes: ['sf:raw.store_stock'],
          does: 'Exports store stock from the old warehouse system',
          whenItFails:
            'The old database allows one connection. If a session hangs, the warehouse IT desk has to end it.',
        }),
        spark('stock_position_merge', {
          tier: 1,
          cron: '40 * * * *',
          minutes: 12,
          reads: ['s3:raw/stock_movements', 's3:raw/warehouse_events'],
          writes: ['s3:clean/stock_positions'],
          does: 'Adds the hour’s movements to the last known position of every article',
          whenItFails:
            'Positions are built on the hour before: rerun the oldest failed hour first and go forward from there.',
        }),
        spark('demand_forecast', {
          tier: 2,
          cron: '45 1 * * *',
          minutes: 39,
          reads: ['s3:clean/order_lines', 's3:clean/stock_positions'],
          writes: ['s3:features/demand_forecast'],
          does: 'Forecasts demand per article and region for the next twenty-eight days',
          whenItFails:
            'The plan falls back to the forecast of yesterday. Worth a look in the morning, not at night.',
        }),
        dbt('inventory_marts', {
          tier: 1,
          cron: '55 * * * *',
          minutes: 10,
          reads: ['s3:clean/stock_positions', 'sf:raw.inventory_snapshot'],
          models: [
            'stg_stock_positions',
            'stg_inventory_snapshot',
            'dim_article',
            'dim_warehouse',
            'fct_stock_hourly',
            'rpt_out_of_stock',
          ],
          does: 'Shows stock per hour and what is about to run out',
          whenItFails:
            'The shop hides articles by rpt_out_of_stock. If it is older than three hours, ask the shop team to switch the hiding off.',
        }),
        dbt('replenishment_plan', {
          tier: 1,
          cron: '50 3 * * *',
          minutes: 14,
          reads: [
            's3:features/demand_forecast',
            'sf:raw.inventory_snapshot',
            'dbt:dim_supplier',
          ],
          models: [
            'stg_demand_forecast',
            'int_safety_stock',
            'int_reorder_points',
            'fct_replenishment_plan',
            'rpt_plan_exceptions',
          ],
          does: 'Decides what to order from whom tonight',
          whenItFails:
            'Must be done by 04:30 Berlin. If a test on negative quantities fails, one article is wrong: exclude it through the exceptions seed and build again.',
        }),
        dbt('waste_and_shrink', {
          tier: 3,
          cron: '0 7 * * 1',
          minutes: 10,
          reads: ['dbt:fct_stock_hourly', 'dbt:fct_store_sales'],
          models: [
            'int_stock_differences',
            'fct_waste',
            'fct_shrink',
            'rpt_waste_by_store',
          ],
          does: 'Estimates what was thrown away or lost, week by week',
          whenItFails:
            'A weekly report: repair it on the same day and that is fine.',
        }),
        consumer('stock_movements', {
          tier: 1,
          reads: ['topic:stock.movements.v2'],
          writes: ['s3:raw/stock_movements'],
          does: 'Writes every movement of stock to the lake',
          whenItFails:
            'The topic keeps a day. Restart it, and watch the lag of partition 0, which carries the central warehouse.',
        }),
        consumer('warehouse_events_sink', {
          tier: 2,
          reads: ['topic:warehouse.events.v1'],
          writes: ['s3:raw/warehouse_events'],
          does: 'Stores scans and pick confirmations of the warehouses',
          whenItFails:
            'Restart it. Duplicates after a restart are removed by stock_position_merge.',
        }),
      ],
    },
    {
      name: 'procurement',
      title: 'Procurement',
      description: 'Suppliers, purchase orders and their invoices',
      pipelines: [
        dag('purchase_orders_ingest', {
          tier: 2,
          cron: '28 * * * *',
          minutes: 9,
          reads: ['pg:procurement.purchase_orders'],
          writes: ['sf:raw.purchase_orders'],
          does: 'Copies new and changed purchase orders each hour',
          whenItFails:
            'Clear the hour. During the purchasing system’s maintenance (first Sunday of a month) failures are expected until eight.',
        }),
        legacyDag('legacy_edi_inbound', {
          tier: 2,
          cron: '30 */3 * * *',
          minutes: 11,
          reads: ['s3:landing/edi'],
          writes: ['sf:raw.edi_messages'],
          does: 'Translates EDI messages of suppliers who can’t do better',
          whenItFails:
            'A single bad message blocks the batch. It is the last one in the log: move it aside, rerun, and call the supplier.',
        }),
        spark('supplier_invoice_match', {
          tier: 2,
          cron: '15 5 * * *',
          minutes: 26,
          reads: ['sf:raw.purchase_orders', 'sf:raw.edi_messages'],
          writes: ['s3:clean/supplier_invoices'],
          releaseUnit: 'spark-procurement',
          does: 'Matches invoices with orders and deliveries, three ways',
          whenItFails:
            'Unmatched invoices wait, they are not lost. Rerun the day once the inputs are there.',
        }),
        dbt('supplier_scores', {
          tier: 2,
          cron: '45 5 * * *',
          minutes: 4,
          reads: [
            'sf:raw.purchase_orders',
            'sf:raw.supplier_asn',
            'dbt:fct_deliveries',
          ],
          models: [
            'stg_supplier_asn',
            'int_supplier_timeliness',
            'fct_supplier_scores',
            'agg_supplier_quarterly',
            'rpt_supplier_scores',
          ],
          does: 'Scores suppliers by how punctual and complete they deliver',
          whenItFails:
            'Buyers use it in talks: better a day old than wrong. Rerun after the deliveries are in.',
        }),
        dbt('procurement_marts', {
          tier: 2,
          cron: '10 6 * * *',
          minutes: 11,
          reads: ['sf:raw.purchase_orders', 's3:clean/supplier_invoices'],
          models: [
            'stg_purchase_orders',
            'stg_supplier_invoices',
            'dim_supplier',
            'fct_purchase_orders',
            'fct_supplier_spend',
            'rpt_open_orders',
          ],
          does: 'Builds suppliers, purchase orders and spend',
          whenItFails:
            'A supplier with two numbers fails the uniqueness test. Procurement merges them; until then add the pair to the seed of aliases.',
        }),
        consumer('supplier_asn_sink', {
          tier: 2,
          reads: ['topic:suppliers.asn.v1'],
          writes: ['sf:raw.supplier_asn'],
          does: 'Stores advance shipping notices, so that docks know what arrives',
          whenItFails:
            'Docks print paper lists when it is down. Restart it and tell the dock office when it has caught up.',
        }),
      ],
    },
    {
      name: 'logistics',
      title: 'Logistics',
      description: 'Carriers, parcels and routes',
      pipelines: [
        dag('carrier_tracking_ingest', {
          tier: 2,
          cron: '18 * * * *',
          minutes: 11,
          reads: ['s3:landing/carriers'],
          writes: ['sf:raw.tracking'],
          does: 'Loads parcel status of six carriers each hour',
          whenItFails:
            'Only one carrier at a time as a rule: its task can be marked as skipped and the rest goes on. Customers see the last known status meanwhile.',
        }),
        legacyDag('legacy_freight_invoices', {
          tier: 3,
          cron: '0 4 * * 1-5',
          minutes: 19,
          reads: ['s3:landing/freight_invoices'],
          writes: ['sf:raw.freight_invoices'],
          does: 'Reads freight invoices from scanned tables',
          whenItFails:
            'Pages that it can’t read are in the folder "unread". Logistics types them in; the DAG is green again the next day.',
        }),
        spark('route_optimisation_features', {
          tier: 3,
          cron: '20 0 * * *',
          minutes: 33,
          reads: ['sf:raw.tracking', 's3:raw/carrier_events'],
          writes: ['s3:features/routes'],
          does: 'Prepares travel times and stop lengths for the route planner',
          whenItFails:
            'The planner goes on with the features of last night. Two nights in a row cost fuel: then look closer.',
        }),
        dbt('logistics_marts', {
          tier: 2,
          cron: '45 */2 * * *',
          minutes: 8,
          reads: [
            'sf:raw.tracking',
            's3:raw/carrier_events',
            'sf:raw.freight_invoices',
          ],
          models: [
            'stg_tracking',
            'stg_freight_invoices',
            'dim_carrier',
            'int_parcel_milestones',
            'fct_deliveries',
            'fct_freight_cost',
            'rpt_delivery_promise',
          ],
          does: 'Shows whether parcels arrive when we promised, and at what cost',
          whenItFails:
            'Check which carrier’s status is missing. The promise on the shop’s pages is fed from here: stale for more than six hours is urgent.',
        }),
        consumer('carrier_events_router', {
          tier: 2,
          reads: ['topic:carriers.events.v1'],
          writes: ['s3:raw/carrier_events'],
          does: 'Sorts live events of the carriers by parcel and writes them to the lake',
          whenItFails:
            'Restart it. A carrier that repeats all events of a week makes the lag jump: let it run, it drops what it knows.',
        }),
      ],
    },
  ],
};
