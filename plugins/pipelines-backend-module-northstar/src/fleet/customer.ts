import { consumer, dag, dbt, legacyDag, spark } from './entries';
import type { DomainEntry } from './types';

/** Profiles, loyalty and service; most of it personal data. @internal */
export const customer: DomainEntry = {
  name: 'customer',
  title: 'Customer',
  description:
    'Who our customers are, what they allow us, and how we serve them',
  owner: 'commerce-data',
  timezone: 'UTC',
  units: {
    dags: 'northstar-dags-commerce',
    dbt: 'northstar-dbt-commerce',
    spark: 'spark-customer',
  },
  systems: [
    {
      name: 'customer-profile',
      title: 'Customer profile',
      description: 'One customer, one profile, one set of consents',
      pipelines: [
        dag('crm_contacts_ingest', {
          tier: 2,
          cron: '12 * * * *',
          minutes: 10,
          reads: ['pg:crm.contacts', 'pg:crm.addresses'],
          writes: ['sf:raw.crm_contacts'],
          classification: ['pii'],
          does: 'Copies changed contacts and addresses from the CRM each hour',
          whenItFails:
            'Clear the hour. Deletions come by this way too: if it is down for more than a day, privacy has to know.',
        }),
        spark('customer_360_merge', {
          tier: 1,
          cron: '15 */2 * * *',
          minutes: 31,
          reads: [
            's3:raw/customer_changes',
            's3:clean/identities',
            'sf:raw.crm_contacts',
          ],
          writes: ['s3:clean/customer_360'],
          classification: ['pii'],
          does: 'Merges everything that we know of a customer into one record, every two hours',
          whenItFails:
            'When it runs late the next run waits for it, so look at the oldest. A stuck last task is skew on business customers with thousands of addresses.',
        }),
        spark('identity_resolution', {
          tier: 1,
          cron: '30 1 * * *',
          minutes: 40,
          reads: ['s3:raw/customer_changes', 's3:clean/sessions'],
          writes: ['s3:clean/identities'],
          classification: ['pii'],
          does: 'Decides which accounts, devices and addresses belong to the same person',
          whenItFails:
            'Never lower the threshold to get it through: wrongly merged customers see each other’s orders. Rerun, or stay on yesterday’s identities.',
        }),
        spark('store_footfall', {
          tier: 3,
          cron: '5 4 * * *',
          minutes: 33,
          reads: ['s3:landing/door_counters'],
          writes: ['s3:clean/footfall'],
          releaseUnit: 'spark-footfall',
          does: 'Turns door counters into visitors per store and hour',
          whenItFails:
            'A counter that was reset sends negative numbers. The job lists it; the store’s technician has to look.',
        }),
        dbt('customer_dimensions', {
          tier: 1,
          cron: '25 1,3,5,7,9,11,13,15,17,19,21,23 * * *',
          minutes: 9,
          reads: ['s3:clean/customer_360', 'sf:raw.crm_contacts'],
          models: [
            'stg_customer_360',
            'stg_crm_contacts',
            'stg_addresses',
            'dim_customer',
            'dim_household',
            'rpt_profile_quality',
          ],
          classification: ['pii'],
          does: 'Builds the customer dimension that marketing and service work with',
          whenItFails:
            'Look at customer_360_merge first. The dimension stays on its last good version until it is built.',
        }),
        dbt('consent_marts', {
          tier: 1,
          cron: '40 6 * * *',
          minutes: 5,
          reads: ['sf:raw.consents', 'dbt:dim_customer'],
          models: [
            'stg_consents',
            'int_consent_history',
            'fct_consents',
            'rpt_consent_rates',
          ],
          classification: ['pii'],
          does: 'Keeps what each customer has allowed, since when',
          whenItFails:
            'Campaigns stop by themselves when this is old. Repair it before anything else in the domain.',
        }),
        dbt('customer_lifetime_value', {
          tier: 2,
          cron: '50 6 * * *',
          minutes: 17,
          reads: [
            'dbt:dim_customer',
            'dbt:fct_orders',
            'dbt:fct_returns',
            's3:features/churn',
          ],
          models: [
            'stg_churn_features',
            'int_customer_orders',
            'int_customer_margin',
            'fct_customer_value',
            'rpt_customer_value',
          ],
          classification: ['pii'],
          does: 'Estimates what each customer will be worth over three years',
          whenItFails:
            'Values move slowly; yesterday’s are fine for a day or two.',
        }),
        consumer('customer_profile_sink', {
          tier: 1,
          reads: ['topic:customers.v1'],
          writes: ['s3:raw/customer_changes'],
          classification: ['pii'],
          does: 'Writes each change of a profile to the lake, encrypted per customer',
          whenItFails:
            'Restart it. If it complains about a key, the customer was erased meanwhile: it skips the message after three tries by itself.',
        }),
        consumer('consent_changes', {
          tier: 1,
          reads: ['topic:consents.v1'],
          writes: ['sf:raw.consents'],
          classification: ['pii'],
          does: 'Records consents and withdrawals as they are given',
          whenItFails:
            'A withdrawal has to count within the hour. If it can’t be back in thirty minutes, ask marketing to stop sending.',
        }),
      ],
    },
    {
      name: 'loyalty',
      title: 'Loyalty',
      description: 'Points, levels and visits',
      pipelines: [
        dag('loyalty_points_ingest', {
          tier: 2,
          cron: '54 * * * *',
          minutes: 9,
          reads: ['pg:loyalty.points'],
          writes: ['sf:raw.loyalty_points'],
          classification: ['pii'],
          does: 'Copies points earned and spent in the last hour',
          whenItFails:
            'Clear the hour. Points in the app come from elsewhere, so customers see no difference.',
        }),
        dbt('loyalty_marts', {
          tier: 2,
          cron: '20 5 * * *',
          minutes: 8,
          reads: [
            'sf:raw.loyalty_points',
            'sf:raw.loyalty_events',
            's3:clean/footfall',
          ],
          models: [
            'stg_loyalty_points',
            'stg_loyalty_events',
            'stg_footfall',
            'dim_loyalty_level',
            'fct_loyalty_points',
            'rpt_loyalty_activity',
          ],
          classification: ['pii'],
          does: 'Shows points, levels and how active members are',
          whenItFails:
            'Balances that differ from the app’s fail the build. Up to fifty differences are timing: wait an hour and build again.',
        }),
        spark('churn_features', {
          tier: 3,
          cron: '45 3 * * *',
          minutes: 35,
          reads: ['s3:clean/customer_360', 's3:clean/sessions'],
          writes: ['s3:features/churn'],
          classification: ['pii'],
          does: 'Prepares what the churn model looks at',
          whenItFails: 'The model is scored weekly. Rerun during the day.',
        }),
        consumer('loyalty_events_sink', {
          tier: 2,
          reads: ['topic:loyalty.events.v1'],
          writes: ['sf:raw.loyalty_events'],
          does: 'Stores what members do in the app and in stores',
          whenItFails: 'Restart it. The topic keeps three days.',
        }),
      ],
    },
    {
      name: 'customer-service',
      title: 'Customer service',
      description: 'Tickets, calls and how content people were',
      pipelines: [
        legacyDag('legacy_call_center_import', {
          tier: 3,
          cron: '55 4 * * *',
          minutes: 18,
          reads: ['pg:callcenter.calls'],
          writes: ['sf:raw.calls'],
          classification: ['pii'],
          does: 'Imports call records from the call centre’s database',
          whenItFails:
            'The call centre’s network is slow in the morning. A rerun at ten usually passes.',
        }),
        dbt('service_tickets_marts', {
          tier: 2,
          cron: '35 6 * * *',
          minutes: 10,
          reads: ['sf:raw.support_tickets', 'sf:raw.calls', 'dbt:dim_customer'],
          models: [
            'stg_support_tickets',
            'stg_calls',
            'int_contacts_joined',
            'fct_service_contacts',
            'rpt_service_levels',
          ],
          classification: ['pii'],
          does: 'Puts tickets and calls together and shows how fast we answered',
          whenItFails:
            'If only calls are missing it still builds, with a warning. Tickets missing is a reason to look at support_ticket_stream.',
        }),
        dbt('nps_surveys', {
          tier: 3,
          cron: '5 8 * * *',
          minutes: 4,
          reads: ['s3:landing/surveys', 'dbt:fct_service_contacts'],
          models: ['stg_surveys', 'int_survey_contacts', 'fct_nps', 'rpt_nps'],
          classification: ['pii'],
          does: 'Computes the net promoter score per store and channel',
          whenItFails:
            'Fewer than thirty answers make the score empty, which is meant so. Real failures can wait until the afternoon.',
        }),
        consumer('support_ticket_stream', {
          tier: 2,
          reads: ['topic:support.tickets.v1'],
          writes: ['sf:raw.support_tickets'],
          classification: ['pii'],
          does: 'Stores each change of a support ticket',
          whenItFails:
            'Restart it. Service managers see their wall stand still after about ten minutes and will call.',
        }),
      ],
    },
  ],
};
