import { CHANGE_REASON_WORDS } from '@sluice/plugin-pipelines-common';

/** Words of what changed before something went wrong. @internal */
export const changesMessages = {
  title: 'What changed?',
  note: 'in the {{hours}} h before',
  list: 'What changed before {{when}}, what is nearest first',
  error: "What changed couldn't be found out",
  empty: {
    title: 'Nothing that is collected changed',
    description: 'A look further back may show more.',
  },
  window: 'How far back',
  hours: '{{hours}} h',
  days: '{{days}} d',
  here: 'here',
  upstream_one: '{{count}} pipeline upstream',
  upstream_other: '{{count}} pipelines upstream',
  ago: '{{duration}} before',
  times: '{{number}} times, the last one here',
  run: 'run {{id}}',
  promotion: 'promotion {{id}}',
  by: 'by {{people}}',
  andMore: '{{names}} and {{number}} more',
  together_one: '{{count}} pipeline changed',
  together_other: '{{count}} pipelines changed together: {{names}}',
  more: 'Show {{number}} more',
  looked:
    'Looked at {{kinds}} of {{pipelines}} pipelines. Nothing is said of what is not collected.',
  kind: {
    run: 'runs',
    configuration: 'configuration',
    volume: 'counts',
    tests: 'tests',
    source: 'sources',
    release: 'releases',
  },
  truncated: 'There is more upstream than was looked at.',
  hidden_one: '{{count}} pipeline upstream is left out: you may not see it.',
  hidden_other:
    '{{count}} pipelines upstream are left out: you may not see them.',
  unknown: {
    'not-observed': '{{pipeline}} is not observed',
    'not-read': '{{pipeline}} was not read since {{when}}',
    'never-read': '{{pipeline}} was never read',
    label: 'Not known:',
  },
  reason: CHANGE_REASON_WORDS,
} as const;
