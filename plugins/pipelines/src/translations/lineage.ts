/** Words of the lineage part of the entity page. @internal */
export const lineageMessages = {
  title: 'Lineage',
  error: "The lineage couldn't be loaded",
  depth: 'Steps',
  depthLabel: 'Steps to each side',
  graph: 'Lineage from left to right; the lists below say the same in words',
  note: 'data flows from left to right',
  truncated:
    'There are more neighbours than can be drawn. Take fewer steps, or open one of them.',
  missing: 'not in the catalog',
  here: 'this pipeline',
  upstream: 'It reads from',
  downstream: 'It feeds',
  distance_one: '{{count}} step',
  distance_other: '{{count}} steps',
  none: {
    upstream: 'Nothing is known that it reads.',
    downstream: 'Nothing is known that reads what it writes.',
  },
  empty: {
    title: 'No neighbour is known',
    description:
      'Say in the entity what the pipeline reads and writes: dependsOn names what it reads, dependencyOf what it feeds. For example:',
  },
} as const;
