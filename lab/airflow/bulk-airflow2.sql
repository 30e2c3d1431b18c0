-- Many DAGs with finished runs for Airflow 2.11. The settings lab.dags and lab.runs say how many (see bulk.mjs).
create temporary table bulk on commit drop as
select i,
       'bulk_' || to_char(i % current_setting('lab.dags')::int + 1, 'FM0000') as dag_id,
       -- Hours back, and a second apart, so that no two runs of a page share an instant.
       date_trunc('hour', now()) - interval '1 hour' * (i / current_setting('lab.dags')::int + 2) as logical_date,
       date_trunc('hour', now()) - interval '1 hour' * (i / current_setting('lab.dags')::int + 1)
         + interval '1 second' * (i % 3000) as started,
       case when i % 20 = 0 then 'failed' else 'success' end as state
from generate_series(0, current_setting('lab.runs')::int - 1) i;

-- A subdir of their own, or the scheduler would look for their files and call them gone. Without a next run they never start.
insert into dag (dag_id, is_paused, is_subdag, is_active, last_parsed_time, fileloc, processor_subdir, owners, description,
                 default_view, schedule_interval, timetable_description, max_active_tasks, max_active_runs,
                 max_consecutive_failed_dag_runs, has_task_concurrency_limits, has_import_errors)
select 'bulk_' || to_char(i, 'FM0000'), false, false, true, now(), '/bulk/bulk_' || to_char(i, 'FM0000') || '.py', '/bulk',
       'bulk-data', 'One of many, to measure with', 'grid', '"@hourly"', 'Every hour', 16, 16, 0, false, false
from generate_series(1, current_setting('lab.dags')::int) i
on conflict do nothing;

insert into dag_tag (name, dag_id)
select tag, dag_id from dag, unnest(array['domain:bulk', 'team:bulk-data', 'tier:3']) tag
where dag_id like 'bulk\_%'
on conflict do nothing;

insert into dag_run (dag_id, run_id, run_type, external_trigger, state, queued_at, execution_date, start_date, end_date,
                     data_interval_start, data_interval_end, updated_at, log_template_id, clear_number, conf)
select dag_id, 'scheduled__' || to_char(logical_date at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'), 'scheduled', false,
       state, started, logical_date, started, started + interval '1 minute',
       logical_date, logical_date + interval '1 hour', started + interval '1 minute',
       (select max(id) from log_template), 0, '\x80047d942e' -- an empty dict, pickled
from bulk
on conflict do nothing;

insert into task_instance (task_id, dag_id, run_id, map_index, start_date, end_date, duration, state, try_number, max_tries,
                           pool, pool_slots, queue, priority_weight, operator, updated_at, task_display_name)
select 'work', run.dag_id, run.run_id, -1, run.start_date, run.end_date, 60, run.state, 1, 0,
       'default_pool', 1, 'default', 1, 'PythonOperator', run.end_date, 'work'
from dag_run run
where run.dag_id like 'bulk\_%'
on conflict do nothing;
