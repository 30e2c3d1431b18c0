import { consumer, dag, dbt, legacyDag, spark } from './entries';
import type { DomainEntry } from './types';

/** Web analytics, campaigns and advertising. @internal */
export const marketing: DomainEntry = {
  name: 'marketing',
  title: 'Marketing',
  description: 'Who visits, what brings them, and what that costs',
  owner: 'commerce-data',
  timezone: 'UTC',
  units: {
    dags: 'northstar-dags-commerce',
    dbt: 'northstar-dbt-commerce',
    spark: 'spark-web',
  },
  systems: [
    {
      name: 'web-analytics',
      title: 'Web analytics',
      description: 'Clicks, sessions and search terms of the shop',
      pipelines: [
        dag('search_console_ingest', {
          tier: 3,
          cron: '20 6 * * *',
          minutes: 8,
          reads: ['s3:landing/search_console'],
          writes: ['sf:raw.search_queries'],
          does: 'Loads yesterday’s search terms and positions from the search engine’s export',
          whenItFails:
            'The export is often a day late. Three missing days in a row are worth a ticket with the vendor, one is not.',
        }),
        spark('clickstream_sessions', {
          tier: 2,
          cron: '12 */4 * * *',
          minutes: 24,
          reads: ['s3:clean/clickstream'],
          writes: ['s3:clean/sessions'],
          does: 'Cuts the click stream into sessions, with thirty minutes of silence between two',
          whenItFails:
            'Compare the duration with the runs before the last release: session windows are sensitive to the shuffle settings. Roll back rather than tune at night.',
        }),
        spark('web_bot_filter', {
          tier: 2,
          cron: '30 * * * *',
          minutes: 13,
          reads: ['s3:raw/clickstream'],
          writes: ['s3:clean/clickstream'],
          does: 'Drops clicks of bots and of our own monitoring before anybody counts them',
          whenItFails:
            'Rerun the hour. If more than forty percent is dropped, the rule list is at fault: go back to the list of yesterday in the job’s parameters.',
        }),
        dbt('web_sessions_marts', {
          tier: 2,
          cron: '5 1,5,9,13,17,21 * * *',
          minutes: 11,
          reads: ['s3:clean/sessions', 'dbt:dim_campaign'],
          models: [
            'stg_sessions',
            'stg_pageviews',
            'int_sessions_attributed',
            'dim_landing_page',
            'fct_sessions',
            'fct_conversions',
            'rpt_funnel',
          ],
          does: 'Builds sessions, conversions and the funnel that marketing starts its day with',
          whenItFails:
            'Sessions of the last four hours may be missing without harm. A failing conversion-rate test above twelve percent means bots: look at web_bot_filter.',
        }),
        dbt('seo_landing_pages', {
          tier: 3,
          cron: '10 7 * * *',
          minutes: 5,
          reads: ['sf:raw.search_queries', 'dbt:fct_sessions'],
          models: [
            'stg_search_queries',
            'int_query_landing',
            'fct_seo_visits',
            'rpt_seo_pages',
          ],
          does: 'Shows which search terms bring people to which page',
          whenItFails:
            'Nobody is waiting for it before nine. Check search_console_ingest, then build again.',
        }),
        consumer('clickstream_ingest', {
          tier: 1,
          reads: ['topic:clickstream.v3'],
          writes: ['s3:raw/clickstream'],
          does: 'Writes the click stream to the lake, up to 90,000 events a second in a sale',
          whenItFails:
            'The topic keeps six hours. With a lag of more than three, double the replicas first and look for the cause second.',
        }),
      ],
    },
    {
      name: 'campaigns',
      title: 'Campaigns',
      description: 'E-mail, coupons and audiences',
      pipelines: [
        dag('email_events_ingest', {
          tier: 2,
          cron: '25 */2 * * *',
          minutes: 10,
          reads: ['s3:landing/email_events'],
          writes: ['sf:raw.email_events'],
          classification: ['pii'],
          does: 'Loads opens, clicks and unsubscribes from the e-mail provider',
          whenItFails:
            'The provider throttles at full hours. Wait ten minutes and clear the run. Unsubscribes must not be older than a day: then use the provider’s manual export.',
        }),
        dag('audience_sync', {
          tier: 2,
          cron: '0 8 * * *',
          minutes: 18,
          reads: ['dbt:dim_audiences'],
          writes: ['s3:out/audiences'],
          classification: ['pii'],
          does: 'Sends today’s audiences to the e-mail and advertising platforms',
          whenItFails:
            'Don’t send by hand: the consent filter is a task of this DAG. Yesterday’s audiences stay active at the platforms until it runs.',
        }),
        dbt('email_attribution', {
          tier: 3,
          cron: '50 4 * * *',
          minutes: 9,
          reads: ['sf:raw.email_events', 'dbt:fct_orders'],
          models: [
            'stg_email_events',
            'stg_email_sends',
            'int_email_touches',
            'fct_email_attribution',
            'rpt_email_revenue',
          ],
          does: 'Credits orders to the e-mail that was opened last before them',
          whenItFails:
            'Look at the age of raw.email_events; a build on old events passes and is wrong, which is why the freshness test is strict.',
        }),
        dbt('campaign_performance', {
          tier: 2,
          cron: '30 6 * * *',
          minutes: 14,
          reads: [
            'dbt:fct_email_attribution',
            'dbt:fct_ad_spend',
            'dbt:fct_orders_daily',
          ],
          models: [
            'dim_campaign',
            'int_campaign_touches',
            'fct_campaign_daily',
            'agg_campaign_weekly',
            'rpt_campaign_performance',
          ],
          does: 'Puts cost and revenue of each campaign side by side',
          whenItFails:
            'It waits for three sources; the message says which one is old. Don’t skip the tests: budgets are moved on these numbers.',
        }),
        dbt('audience_segments', {
          tier: 2,
          cron: '15 7 * * *',
          minutes: 12,
          reads: ['dbt:dim_customer', 'dbt:fct_consents', 'dbt:fct_orders'],
          models: [
            'int_customer_recency',
            'int_customer_frequency',
            'int_consented_customers',
            'dim_audiences',
            'rpt_audience_sizes',
          ],
          classification: ['pii'],
          does: 'Sorts customers who gave consent into the audiences of the day',
          whenItFails:
            'If the consent table is stale the build stops, and it has to. Get consent_marts going first.',
        }),
        dbt('coupon_redemption', {
          tier: 3,
          cron: '40 6 * * *',
          minutes: 7,
          reads: ['dbt:fct_order_lines', 'pg:campaigns.coupons'],
          models: [
            'stg_coupons',
            'int_coupon_matches',
            'fct_coupon_redemptions',
            'rpt_coupon_cost',
          ],
          does: 'Counts which coupons were used and what they cost us',
          whenItFails:
            'Codes that differ in case only break the match. Add them to the seed of known codes and build again.',
        }),
        consumer('email_bounce_router', {
          tier: 3,
          reads: ['topic:email.events.v1'],
          writes: ['topic:email.bounces.v1'],
          does: 'Sorts hard from soft bounces, so that dead addresses are not written to again',
          whenItFails:
            'Restart it. If it was down for longer than a campaign, tell the campaign team to hold the next one.',
        }),
      ],
    },
    {
      name: 'advertising',
      title: 'Advertising',
      description: 'Spend, bids and affiliates',
      pipelines: [
        dag('ad_spend_ingest', {
          tier: 2,
          cron: '15 * * * *',
          minutes: 10,
          reads: ['s3:landing/ad_spend'],
          writes: ['sf:raw.ad_spend'],
          does: 'Loads cost and impressions of all advertising accounts',
          whenItFails:
            'Tokens of the platforms expire after sixty days: the extract task then answers 401. Renew the token in the secrets store; the next hour catches up.',
        }),
        legacyDag('legacy_affiliate_import', {
          tier: 3,
          cron: '35 3 * * *',
          minutes: 13,
          reads: ['s3:landing/affiliates'],
          writes: ['sf:raw.affiliate_sales'],
          does: 'Imports sales reported by affiliates; being replaced by the partner API',
          whenItFails:
            'It may stay paused while the replacement is tested. Ask commerce-data before switching it on again: the two must not run together.',
        }),
        spark('attribution_paths', {
          tier: 2,
          cron: '40 2 * * *',
          minutes: 36,
          reads: ['s3:clean/sessions', 'sf:raw.ad_spend'],
          writes: ['s3:features/attribution_paths'],
          releaseUnit: 'spark-attribution',
          does: 'Walks each customer’s touches of thirty days and gives every channel its share',
          whenItFails:
            'One very active test account has filled a single partition before. Check the skew in the stage view, then rerun.',
        }),
        spark('ad_bid_features', {
          tier: 3,
          cron: '50 */6 * * *',
          minutes: 31,
          reads: ['s3:clean/sessions', 's3:features/attribution_paths'],
          writes: ['s3:features/ad_bids'],
          releaseUnit: 'spark-attribution',
          does: 'Prepares the features on which the bidding model is scored four times a day',
          whenItFails:
            'Bidding goes on with the features of six hours ago. Two failures in a row: ask advertising to switch to fixed bids.',
        }),
        dbt('ad_spend_marts', {
          tier: 2,
          cron: '45 5 * * *',
          minutes: 8,
          reads: ['sf:raw.ad_spend', 'sf:raw.affiliate_sales'],
          models: [
            'stg_ad_spend',
            'stg_affiliate_sales',
            'int_spend_in_euro',
            'fct_ad_spend',
            'fct_affiliate_commission',
            'rpt_spend_by_channel',
          ],
          does: 'Adds up what advertising cost per channel, in one currency',
          whenItFails:
            'Spend that drops by half is more often a missing account than good news: compare the account list with last week’s.',
        }),
        dbt('marketing_mix', {
          tier: 3,
          cron: '30 7 * * 1',
          minutes: 22,
          reads: [
            'dbt:fct_ad_spend',
            'dbt:fct_orders_daily',
            's3:features/attribution_paths',
          ],
          models: [
            'stg_attribution_paths',
            'int_channel_contribution',
            'fct_channel_contribution',
            'agg_channel_weekly',
            'rpt_marketing_mix',
          ],
          does: 'Shows what each channel contributed to the week’s sales',
          whenItFails:
            'Needed in the Monday meeting at ten. If it fails at half past seven there is time for exactly one rerun: look before you press.',
        }),
      ],
    },
  ],
};
