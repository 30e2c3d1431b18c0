-- Nothing is lost or counted twice on the way: the mart adds up to what was staged.
with staged as (
    select sum(${{ values.measure }}) as total
    from {{ ref('stg_${{ values.main.name }}') }}
),

mart as (
    select sum(total_${{ values.measure }}) as total
    from {{ ref('${{ values.mart }}') }}
)

select
    staged.total as staged_total,
    mart.total as mart_total
from staged
cross join mart
where staged.total is distinct from mart.total
