select
    ${{ values.table.key }},
{% if values.table.name == values.main.name %}
    cast(${{ values.date }} as date) as ${{ values.date }},
{% for dimension in values.dimensions %}
    cast(${{ dimension }} as varchar) as ${{ dimension }},
{% endfor %}
    cast(${{ values.measure }} as decimal(18, 2)) as ${{ values.measure }},
{% endif %}
    ${{ values.loadedAt }}
from {{ source('upstream', '${{ values.table.name }}') }}
