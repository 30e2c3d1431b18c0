select
    ${{ values.date }},
{% for dimension in values.dimensions %}
    ${{ dimension }},
{% endfor %}
    count(*) as copies
from {{ ref('${{ values.mart }}') }}
group by ${{ values.date }}{% for dimension in values.dimensions %}, ${{ dimension }}{% endfor %}

having count(*) > 1
