select order_id, amount
from {{ ref('fct_orders') }}
where amount > {{ var('largest_order') }}
