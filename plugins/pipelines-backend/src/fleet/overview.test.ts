import type {
  ExternalPipeline,
  ObservedSource,
  SourcePipeline,
} from '../observations';
import type { FleetRecord } from './fleetRecord';
import { pipelineLinks, pipelineProblems } from './overview';

const AT = '2026-11-21T06:00:00.000Z';

const external: ExternalPipeline[] = [
  {
    id: 1,
    technology: 'airflow',
    externalId: 'close_day',
    pipelineId: 7,
    declared: true,
  },
];
const record = (options: Partial<FleetRecord> = {}) =>
  ({
    problems: [],
    links: [],
    runbook: null,
    environment: 'prod',
    ...options,
  } as unknown as FleetRecord);
const sighting = (
  environment: string,
  options: Partial<SourcePipeline> = {},
): SourcePipeline => ({
  externalPipelineId: 1,
  sourceId: `airflow-${environment}`,
  environment,
  definition: {
    externalId: 'close_day',
    type: 'airflow-dag',
    paused: false,
    url: `https://${environment}.example.com/dags/close_day`,
  },
  seenAt: AT,
  goneAt: null,
  ...options,
});
const sources = (issues: object[] = [], readingIssues: object[] = []) =>
  new Map(
    ['dev', 'prod'].map(environment => [
      `airflow-${environment}`,
      {
        id: `airflow-${environment}`,
        title: `Airflow ${environment}`,
        environment,
        issues: environment === 'prod' ? issues : [],
        readingIssues: environment === 'prod' ? readingIssues : [],
      } as unknown as ObservedSource,
    ]),
  );

describe('pipelineProblems', () => {
  const problems = (options: {
    own?: FleetRecord['problems'];
    sightings?: SourcePipeline[];
    issues?: object[];
    readingIssues?: object[];
  }) =>
    pipelineProblems({
      record: record({ problems: options.own ?? [] }),
      external,
      sightings: options.sightings ?? [],
      sources: sources(options.issues, options.readingIssues),
    }).map(p => [p.kind, p.source]);

  it('are those of the binding first', () => {
    const own = [{ kind: 'duplicate-binding' as const, message: 'x' }];
    const gone = [sighting('prod', { goneAt: AT })];
    expect(problems({ own, sightings: gone })).toEqual([
      ['duplicate-binding', undefined],
      ['gone', 'airflow-prod'],
    ]);
  });

  it('name no source that is not configured any more', () => {
    expect(problems({ sightings: [sighting('old', { goneAt: AT })] })).toEqual(
      [],
    );
  });

  it('are the issues of its sources about it, and no others', () => {
    const issue = { title: 'x', message: 'x', at: AT };
    const about = { ...issue, pipeline: 'close_day' };
    expect(
      problems({
        issues: [
          { ...about, kind: 'import-error' },
          { ...about, kind: 'rate-limit' },
          { ...issue, kind: 'import-error' },
          { ...issue, kind: 'import-error', pipeline: 'another' },
        ],
        readingIssues: [{ ...about, kind: 'clock-skew' }],
      }),
    ).toEqual([
      ['import-error', 'airflow-prod'],
      ['clock-skew', 'airflow-prod'],
    ]);
  });
});

describe('pipelineLinks', () => {
  const links = (own: Partial<FleetRecord>, sightings: SourcePipeline[] = []) =>
    pipelineLinks({ record: record(own), sightings, sources: sources() });

  it('lead to its environment first, then to the others, the runbook and its own', () => {
    expect(
      links(
        {
          runbook: 'https://wiki.example.com/close-day',
          links: [{ title: 'Board', url: 'https://board.example.com' }],
        },
        [sighting('dev'), sighting('prod')],
      ).map(l => l.title),
    ).toEqual(['Airflow prod', 'Airflow dev', 'Runbook', 'Board']);
  });

  it('leave out what a source no longer lists, and sources that are not configured', () => {
    const gone = sighting('prod', { goneAt: AT });
    const runsOnly = sighting('dev', { definition: undefined });
    expect(links({}, [gone, runsOnly, sighting('old')])).toEqual([]);
  });

  // eslint-disable-next-line no-script-url
  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example.com'])(
    'never lead to %s',
    url => {
      expect(links({ runbook: url, links: [{ title: 'x', url }] })).toEqual([]);
    },
  );
});
