select o.order_id, o.customer_id, c.name as customer_name, o.amount, o.ordered_on
from {{ ref('stg_orders') }} o
join {{ ref('stg_customers') }} c on c.customer_id = o.customer_id
