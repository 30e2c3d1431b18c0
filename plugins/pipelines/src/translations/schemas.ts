/** Words of schemas and how they change. @internal */
export const schemasMessages = {
  title: 'Schemas',
  count_one: '{{count}} subject',
  count_other: '{{count}} subjects',
  error: "The schemas couldn't be loaded",
  denied:
    'Schemas take the permission {{permission}}, which you have not been given.',
  none: {
    registry:
      'No schema registry is read. Install pipelines-backend-module-schema-registry and name yours under pipelines.schemaRegistries: name, environment and url are enough to start.',
    subject:
      'No subject is about the topics that it reads ({{topics}}). Subjects are found by how producers name them: see subjects.strategy and subjects.topics of the registry.',
  },
  subject: 'Subject',
  topic: 'Topic',
  part: { key: 'key', value: 'value' },
  level: 'Compatibility',
  levelUnknown: 'unknown',
  levelOf: {
    registry: 'the level of the registry',
    subject: "the subject's own level",
  },
  levelHint: {
    NONE: 'Anything may be registered: nothing is checked',
    BACKWARD: 'Who has a new schema can read what the last one wrote',
    BACKWARD_TRANSITIVE:
      'Who has a new schema can read what all before it wrote',
    FORWARD: 'Who has the last schema can read what a new one writes',
    FORWARD_TRANSITIVE:
      'Who has any schema before can read what a new one writes',
    FULL: 'New schema and last one can read each other',
    FULL_TRANSITIVE: 'New schema and all before it can read each other',
  },
  newest: 'Newest',
  version: 'version {{version}}',
  versions_one: '{{count}} version',
  versions_other: '{{count}} versions',
  unread: 'not read yet',
  show: 'Versions of {{subject}}',
  hide: 'Hide versions of {{subject}}',
  showShort: 'Versions',
  hideShort: 'Hide',
  versionTable: 'Versions of {{subject}}',
  column: {
    version: 'Version',
    id: 'Id',
    format: 'Format',
    since: 'Registered',
    release: 'Came with',
  },
  since: {
    seen: 'seen {{time}}',
    before: 'before it was first read',
  },
  release: '{{unit}} {{name}}',
  releaseUnknown: 'unknown',
  releaseUnknownHint:
    'No release that was registered declares this schema (manifests.schemas)',
  diff: {
    title: 'What changes from version {{from}} to {{to}}',
    from: 'From',
    to: 'To',
    error: "The difference couldn't be loaded",
    none: 'No field differs',
    noFields: 'Fields of this format are not read: compare the texts.',
    sign: { '+': 'added', '-': 'removed', '~': 'changed' },
    impact: {
      breaking: 'breaking',
      'non-breaking': 'non-breaking',
      unknown: 'not known',
    },
    change: '{{before}} → {{after}}',
    text: 'Show both texts',
    hideText: 'Hide the texts',
    textOf: 'Text of version {{version}}',
  },
} as const;
