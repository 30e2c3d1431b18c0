-- Many DAGs with finished runs for Airflow 3.3. The settings lab.dags and lab.runs say how many (see bulk.mjs).
create temporary table bulk on commit drop as
select i,
       'bulk_' || to_char(i % current_setting('lab.dags')::int + 1, 'FM0000') as dag_id,
       -- Hours back, and a second apart, so that no two runs of a page share an instant.
       date_trunc('hour', now()) - interval '1 hour' * (i / current_setting('lab.dags')::int + 1) as logical_date,
       date_trunc('hour', now()) - interval '1 hour' * (i / current_setting('lab.dags')::int + 1)
         + interval '1 second' * (i % 3000) as started,
       case when i % 20 = 0 then 'failed' else 'success' end as state
from generate_series(0, current_setting('lab.runs')::int - 1) i;

-- The DAG that all of them imitate: the API answers only for a DAG whose structure it knows.
create temporary table original on commit drop as
select dag.fileloc, dag.relative_fileloc, dag.bundle_name, dag.bundle_version, serialized.data,
       serialized.data #>> '{dag,tasks,0,__var,task_id}' as task_id
from dag join serialized_dag serialized using (dag_id)
where not dag.is_stale and dag_id not like 'bulk\_%'
order by dag_id, serialized.created_at desc limit 1;

-- A file that exists, last parsed in the future, or the DAG processor would call them gone. Without a next run they never start.
insert into dag (dag_id, is_paused, is_stale, last_parsed_time, fileloc, relative_fileloc, bundle_name, bundle_version, owners,
                 description, timetable_type, timetable_summary, timetable_description, partition_mapper_info, max_active_tasks,
                 max_active_runs, max_consecutive_failed_dag_runs, has_task_concurrency_limits, has_import_errors,
                 exceeds_max_non_backfill)
select 'bulk_' || to_char(i, 'FM0000'), false, false, now() + interval '10 years', original.fileloc, original.relative_fileloc,
       original.bundle_name, original.bundle_version, 'bulk-data', 'One of many, to measure with', 'CronTriggerTimetable', '0 * * * *',
       'Every hour', '[]', 16, 16, 0, false, false, false
from generate_series(1, current_setting('lab.dags')::int) i, original
on conflict do nothing;

insert into dag_tag (name, dag_id)
select tag, dag_id from dag, unnest(array['domain:bulk', 'team:bulk-data', 'tier:3']) tag
where dag_id like 'bulk\_%'
on conflict do nothing;

insert into dag_version (id, version_number, dag_id, bundle_name, bundle_version, created_at, last_updated)
select gen_random_uuid(), 1, dag_id, bundle_name, bundle_version, now(), now() from dag
where dag_id like 'bulk\_%'
on conflict do nothing;

insert into serialized_dag (id, dag_id, data, created_at, last_updated, dag_hash, dag_version_id)
select gen_random_uuid(), dag_id, jsonb_set(original.data, '{dag,dag_id}', to_jsonb(dag_id)), now(), now(), md5(dag_id), version.id
from dag_version version, original
where dag_id like 'bulk\_%'
on conflict do nothing;

insert into dag_run (dag_id, run_id, run_type, triggered_by, state, queued_at, logical_date, run_after, start_date, end_date,
                     data_interval_start, data_interval_end, created_at, updated_at, log_template_id, clear_number, conf,
                     span_status, bundle_version, created_dag_version_id, context_carrier)
select bulk.dag_id, 'scheduled__' || to_char(logical_date at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'), 'scheduled',
       'TIMETABLE', state, started, logical_date, logical_date, started, started + interval '1 minute',
       logical_date, logical_date, started, started + interval '1 minute', (select max(id) from log_template), 0, '{}',
       'not_started', version.bundle_version, version.id, '{"__var": {}, "__type": "dict"}'
from bulk join dag_version version on version.dag_id = bulk.dag_id
on conflict do nothing;

insert into task_instance (id, task_id, dag_id, run_id, map_index, start_date, end_date, duration, state, try_number, max_tries,
                           pool, pool_slots, queue, priority_weight, operator, updated_at, task_display_name, dag_version_id,
                           span_status, context_carrier)
select gen_random_uuid(), original.task_id, run.dag_id, run.run_id, -1, run.start_date, run.end_date, 60, run.state, 1, 0,
       'default_pool', 1, 'default', 1, 'PythonOperator', run.end_date, original.task_id, run.created_dag_version_id,
       'not_started', '{"__var": {}, "__type": "dict"}'
from dag_run run, original
where run.dag_id like 'bulk\_%'
on conflict do nothing;
