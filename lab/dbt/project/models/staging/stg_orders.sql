select id as order_id, customer_id, amount, ordered_on, _loaded_at as loaded_at
from {{ source('raw', 'orders') }}
