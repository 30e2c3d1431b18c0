/** Words of the home widgets. @internal */
export const homeMessages = {
  error: "This couldn't be loaded",
  more: 'All {{total}}',
  openFleet: 'Open in Fleet',
  mine: {
    title: 'My pipelines',
    description: 'Pipelines that you or your groups own, what needs you first',
    none: 'You and your groups own no pipelines. The owner of a pipeline is spec.owner of its entity.',
  },
  failed: {
    title: 'Failed last night',
    description: 'Pipelines whose last run failed since yesterday 18:00',
    none: 'Nothing that failed since yesterday 18:00 is still failing.',
    earlier_one: '{{count}} more failed earlier and is still failing',
    earlier_other: '{{count}} more failed earlier and are still failing',
  },
  report: {
    title: 'Morning report',
    description: 'What will miss its deadline, and whose it is',
  },
  late: {
    title: 'Running late',
    description: 'Pipelines whose run is overdue or takes too long',
    none: 'Nothing runs late.',
  },
  scorecards: {
    title: 'Scorecards',
    description: 'Where your groups stand, and what would move them up',
  },
  sources: {
    title: 'Sources',
    description: 'Collectors that can’t be read right now',
    none_one: 'The one source is read in time.',
    none_other: 'All {{count}} sources are read in time.',
    noneConfigured: 'No source is configured.',
    denied: 'You may not see the sources.',
  },
} as const;
