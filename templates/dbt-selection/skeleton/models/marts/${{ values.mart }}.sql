select
    ${{ values.date }},
{% for dimension in values.dimensions %}
    ${{ dimension }},
{% endfor %}
    cast(count(*) as bigint) as row_count,
    cast(sum(${{ values.measure }}) as decimal(18, 2)) as total_${{ values.measure }}
from {{ ref('stg_${{ values.main.name }}') }}
group by ${{ values.date }}{% for dimension in values.dimensions %}, ${{ dimension }}{% endfor %}

