{# Stands in for the ingestion: writes the raw tables anew, as if they had been loaded `age_hours` ago. #}
{% macro load_raw(age_hours=0) %}
  {{ return(adapter.dispatch('load_raw')(age_hours)) }}
{% endmacro %}

{% macro duckdb__load_raw(age_hours) %}
  {% do run_query("create schema if not exists raw") %}
  {% do run_query("create or replace table raw.customers as
    select id, 'customer ' || id as name, (now() at time zone 'UTC') - to_hours(" ~ age_hours ~ ") as _loaded_at
    from range(1, 51) as t(id)") %}
  {% do run_query("create or replace table raw.orders as
    select id, 1 + id % 50 as customer_id, cast(5 + (id * 37) % 400 as decimal(12, 2)) as amount,
      date '2026-11-01' + cast(id % 20 as integer) as ordered_on,
      (now() at time zone 'UTC') - to_hours(" ~ age_hours ~ ") as _loaded_at
    from range(1, 2001) as t(id)") %}
{% endmacro %}

{% macro snowflake__load_raw(age_hours) %}
  {% set loaded_at = "dateadd(hour, -" ~ age_hours ~ ", convert_timezone('UTC', current_timestamp())::timestamp_ntz)" %}
  {% do run_query("create schema if not exists raw") %}
  {% do run_query("create or replace table raw.customers as
    select id, 'customer ' || id as name, " ~ loaded_at ~ " as _loaded_at
    from (select row_number() over (order by seq4()) as id from table(generator(rowcount => 50)))") %}
  {% do run_query("create or replace table raw.orders as
    select id, 1 + id % 50 as customer_id, cast(5 + (id * 37) % 400 as number(12, 2)) as amount,
      dateadd(day, id % 20, date '2026-11-01') as ordered_on, " ~ loaded_at ~ " as _loaded_at
    from (select row_number() over (order by seq4()) as id from table(generator(rowcount => 2000)))") %}
{% endmacro %}
