select
  ordered_on,
  cast(count(*) as bigint) as orders,
  cast(sum(amount) as decimal(18, 2)) as revenue
from {{ ref('fct_orders') }}
group by ordered_on
