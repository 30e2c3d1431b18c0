import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { readNamingRules, withNamedGroups } from './namedGroups';

const read = (naming: JsonValue) =>
  readNamingRules(
    mockServices.rootConfig({ data: { pipelines: { lag: { naming } } } }),
  );

describe('readNamingRules', () => {
  it('has no rule unless somebody writes one', () => {
    expect(readNamingRules(mockServices.rootConfig())).toEqual([]);
  });

  it.each([
    [
      [{ group: 'northstar\\.(.+' }],
      'pipelines.lag.naming[0].group is no regular expression',
    ],
    [
      [{ group: '(?<pipeline>.+)' }, { group: 'northstar\\.(.+)' }],
      'pipelines.lag.naming[1].group is northstar\\.(.+), but has to capture the name of the pipeline by (?<pipeline>…)',
    ],
    [[{ groups: 'x' }], "'pipelines.lag.naming[0].group'"],
  ])('says what is wrong with %j', (naming, message) => {
    expect(() => read(naming)).toThrow(message);
  });
});

describe('withNamedGroups', () => {
  const pipeline = (
    name: string,
    group?: string,
    options: { namespace?: string; discovered?: boolean; type?: string } = {},
  ) => ({
    entityRef: `component:${options.namespace ?? 'default'}/${name}`,
    name,
    type: (options.type ?? 'kafka-consumer') as 'kafka-consumer',
    discovered: options.discovered ?? false,
    externalIds: group
      ? [{ technology: 'kafka' as const, externalId: group }]
      : [],
  });
  const rules = read([
    { group: '(?<namespace>[a-z]+)\\.(?<pipeline>[a-z-]+)' },
    { group: 'connect-(?<pipeline>.+)' },
  ]);
  const groupsOf = (
    pipelines: Array<ReturnType<typeof pipeline>>,
    groups: string[],
  ) =>
    Object.fromEntries(
      withNamedGroups(pipelines, groups, rules).map(each => [
        each.entityRef,
        each.externalIds.map(({ externalId }) => externalId),
      ]),
    );

  it('gives a pipeline the groups that are named after it, as a whole', () => {
    expect(
      groupsOf(
        [pipeline('enrich'), pipeline('archive')],
        [
          'default.enrich',
          'connect-archive',
          'connect-enrich',
          'default.enrich.2',
          'x.enrich',
        ],
      ),
    ).toEqual({
      'component:default/enrich': ['default.enrich', 'connect-enrich'],
      'component:default/archive': ['connect-archive'],
    });
  });

  it('leaves alone what an annotation says, on either side', () => {
    expect(
      groupsOf(
        [pipeline('enrich', 'orders'), pipeline('copy', 'connect-archive')],
        ['default.enrich', 'connect-archive', 'orders'],
      ),
    ).toEqual({
      'component:default/enrich': ['orders'],
      'component:default/copy': ['connect-archive'],
    });
  });

  it('says nothing by a name that several have, or that is of another kind', () => {
    expect(
      groupsOf(
        [
          pipeline('archive'),
          pipeline('archive', undefined, { namespace: 'team' }),
          pipeline('load', undefined, { type: 'airflow-dag' }),
        ],
        ['connect-archive', 'team.archive', 'connect-load'],
      ),
    ).toEqual({
      'component:default/archive': [],
      'component:team/archive': ['team.archive'],
      'component:default/load': [],
    });
  });

  it('takes a group from what was only discovered', () => {
    const found = pipeline('connect-archive', 'connect-archive', {
      discovered: true,
    });
    expect(
      groupsOf([pipeline('archive'), found], ['connect-archive']),
    ).toMatchObject({ 'component:default/archive': ['connect-archive'] });
  });

  it('changes nothing without a rule', () => {
    const pipelines = [pipeline('enrich')];
    expect(withNamedGroups(pipelines, ['enrich'], [])).toEqual(pipelines);
  });
});
