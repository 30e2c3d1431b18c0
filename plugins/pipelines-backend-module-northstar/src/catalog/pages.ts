import {
  GROUPS,
  PEOPLE,
  datasetName,
  datasetTitle,
  type DatasetKey,
  type DomainEntry,
  type NorthstarDataset,
  type NorthstarPipeline,
  type SystemEntry,
} from '../fleet';
import { scheduleInWords } from './scheduleWords';
import { linkOf } from './technologies';

/** What a page may look up about datasets and the pipelines around them. @internal */
export type FleetIndex = {
  datasets: Map<DatasetKey, NorthstarDataset>;
  readers: Map<DatasetKey, NorthstarPipeline[]>;
};

const DEMO_NOTE =
  '> Demo data: Northstar Retail, its systems and its people do not exist.';

function runsParagraph(pipeline: NorthstarPipeline): string {
  const { schedule, minutes, lifecycle, type } = pipeline;
  if (!schedule) {
    return 'It runs all the time, as a deployment with rolling restarts; each release restarts it. Data should be no older than three minutes behind the topic.';
  }
  const usual = `It runs ${scheduleInWords(
    schedule,
  )} and usually takes ${minutes} minutes.`;
  if (lifecycle === 'legacy') {
    return `${usual} It is legacy: Sluice watches it, but it is still changed in the old repository, without a release.`;
  }
  if (type === 'airflow-dag') {
    return `${usual} Tasks retry twice, five minutes apart, so a run is red only when that didn’t help.`;
  }
  if (type === 'spark-job') {
    return `${usual} It gets its own EMR cluster, which is about four minutes of the time before the first stage starts.`;
  }
  return `${usual} A model that fails takes the models behind it with it; the others are still built.`;
}

function promiseParagraph(pipeline: NorthstarPipeline): string {
  const importance = {
    1: 'Tier 1: somebody is called when it is late, at any hour.',
    2: 'Tier 2: looked after during working hours, on weekends too.',
    3: 'Tier 3: mended on the next working day.',
  }[pipeline.tier];
  const classes = pipeline.classification.map(
    name =>
      ({
        sox: 'Under SOX change control, so a controller votes on each release.',
        pii: 'Holds personal data: logs and samples stay inside the platform.',
        internal: 'For internal use: not to be shared with partners.',
      }[name]),
  );
  return [importance, ...classes].join(' ');
}

/** A list of datasets with what each is, or with who reads it. */
function datasetList(
  keys: DatasetKey[],
  note: (dataset: NorthstarDataset) => string,
  index: FleetIndex,
): string[] {
  return keys.map(key => {
    const dataset = index.datasets.get(key);
    return dataset
      ? `- \`${datasetTitle(key)}\`: ${note(dataset)}`
      : `- \`${datasetName(key)}\``;
  });
}

const lowerFirst = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text;

/** The page of a pipeline: what it does, inputs, outputs, schedule, and what to do when it fails. @internal */
export function pipelinePage(
  pipeline: NorthstarPipeline,
  index: FleetIndex,
): string {
  const ownInput = (dataset: NorthstarDataset) =>
    dataset.writtenBy
      ? `from ${dataset.writtenBy}`
      : lowerFirst(dataset.description);
  const readersOf = (dataset: NorthstarDataset) => {
    const names = (index.readers.get(dataset.key) ?? []).map(p => p.name);
    if (names.length === 0) return lowerFirst(dataset.description);
    return `read by ${names.join(', ')}`;
  };
  const team = GROUPS.find(({ name }) => name === pipeline.owner);
  const people = PEOPLE.filter(({ group }) => group === pipeline.owner);
  const link = linkOf(pipeline);

  return [
    `# ${pipeline.name}`,
    '',
    DEMO_NOTE,
    '',
    `${pipeline.does}.`,
    '',
    runsParagraph(pipeline),
    '',
    promiseParagraph(pipeline),
    '',
    '## Reads',
    '',
    ...datasetList(pipeline.reads, ownInput, index),
    '',
    pipeline.type === 'dbt-selection' ? '## Builds' : '## Writes',
    '',
    ...datasetList(pipeline.writes, readersOf, index),
    '',
    '## When it fails',
    '',
    pipeline.whenItFails,
    '',
    `The steps that hold for everything in its system are in the [runbook](../runbooks/${
      pipeline.system
    }.md). Look at it in [${link.title}](${link.url}), or ask ${
      team?.title
    }: ${people.map(({ displayName }) => displayName).join(' or ')}.`,
    '',
  ].join('\n');
}

const FIRST_LOOK: Record<NorthstarPipeline['type'], string> = {
  'airflow-dag':
    'Open the run and find the first red task, not the last. Read its log from the end. If the cause is outside (a database, a file that isn’t there), mend that and clear the task; the rest of the run follows by itself.',
  'dbt-selection':
    'See whether a model failed or a test did. A model: read the compiled SQL. A test: its rows are in the audit schema under the test’s name. Fix the data upstream rather than the test.',
  'spark-job':
    'Look at the failed stage in the History Server: executors lost means memory, one slow task among many means skew, anything else is in the driver’s log. Rerun with the same arguments.',
  'kafka-consumer':
    'Compare committed offset and end offset per partition. All stand still: it hangs or is down. One stands still: a message that it can’t read. All move but the lag grows: it is too slow, so scale it before you look for the cause.',
};

const TYPE_TITLES: Record<NorthstarPipeline['type'], string> = {
  'airflow-dag': 'Airflow DAGs',
  'dbt-selection': 'dbt selections',
  'spark-job': 'Spark jobs',
  'kafka-consumer': 'Kafka consumers',
};

/** The runbook of a system: what holds for all of its pipelines, by technology. @internal */
export function runbookPage(options: {
  domain: DomainEntry;
  system: SystemEntry;
  pipelines: NorthstarPipeline[];
}): string {
  const { domain, system, pipelines } = options;
  const team = GROUPS.find(({ name }) => name === domain.owner);
  const lines = [
    `# Runbook: ${system.title}`,
    '',
    DEMO_NOTE,
    '',
    `${system.description}. Owned by ${team?.title}.`,
    '',
    '## Before anything else',
    '',
    '1. Look at the pipeline’s page: what changed last? If a release went out shortly before, roll back first and look for the cause afterwards.',
    '2. Look at its inputs. If one upstream is red, start there; clearing what is behind it only adds noise.',
    '3. A grey diamond means that the source can’t be read. Then nothing is known about the pipeline: check the source before you rerun anything.',
    '',
  ];
  for (const [type, title] of Object.entries(TYPE_TITLES)) {
    const members = pipelines.filter(p => p.type === type);
    if (members.length > 0) {
      lines.push(
        `## ${title}`,
        '',
        FIRST_LOOK[type as NorthstarPipeline['type']],
        '',
        ...members.map(
          p =>
            `- [${p.name}](../docs/${p.name}.md) (tier ${p.tier}): ${p.whenItFails}`,
        ),
        '',
      );
    }
  }
  lines.push(
    '## Afterwards',
    '',
    'Write two sentences on the incident: what it was, and what would have shown it earlier. If a deadline was missed, tell the readers of the data before they ask.',
    '',
  );
  return lines.join('\n');
}
