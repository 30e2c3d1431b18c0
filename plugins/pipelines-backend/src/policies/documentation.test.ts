import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { parse, parseAllDocuments } from 'yaml';
import { readCalendars } from '../slo/calendars';
import { calendar, calendars } from './__testUtils__/policies';
import { peopleProblems } from './peopleProblems';
import { readPolicyYaml } from './readPolicy';
import { requirementsOf } from './requirements';

const ROOT = path.join(__dirname, '../../../..');
const text = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const NOW = '2026-11-26T00:00:00.000Z';

describe('the example in docs/policies.md', () => {
  it('is a policy', () => {
    const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(text('docs/policies.md'))!;
    expect(
      readPolicyYaml(yaml, {
        key: 'policy',
        environments: ['dev', 'staging', 'prod'],
        calendars: calendars(
          calendar('holidays'),
          calendar('period-close'),
          calendar('business-days'),
        ),
        now: NOW,
      }).problems,
    ).toEqual([]);
  });
});

describe("Northstar's policy", () => {
  const config = parse(text('app-config.yaml'));
  const read = readPolicyYaml(text('catalog/policies.yaml'), {
    key: 'policy',
    environments: config.pipelines.environments.map(
      (each: { name: string }) => each.name,
    ),
    calendars: readCalendars(
      new ConfigReader({
        pipelines: { calendars: config.pipelines.calendars },
      }),
    ),
    now: NOW,
  });

  it('can be used by the people of its catalog', () => {
    expect(read.problems).toEqual([]);
    const entities = [
      ...parseAllDocuments(text('catalog/northstar/organisation.yaml')),
    ].map(document => document.toJS());
    const ref = (entity: any) =>
      `${entity.kind}:default/${entity.metadata.name}`.toLocaleLowerCase(
        'en-US',
      );
    const users = entities.filter(entity => entity.kind === 'User');
    const people = {
      members: new Map(
        entities
          .filter(entity => entity.kind === 'Group')
          .map(entity => [
            ref(entity),
            users
              .filter(u => u.spec.memberOf?.includes(entity.metadata.name))
              .map(ref),
          ]),
      ),
      humans: new Set(users.map(ref)),
    };
    expect(peopleProblems(read.policy!, people)).toEqual([]);
  });

  it.each([
    ['prod', ['pii'], ['independent engineer'], false, true],
    ['prod', ['sox'], ['independent engineer', 'finance'], false, true],
    ['staging', ['sox'], ['independent engineer'], true, false],
  ])(
    'asks in %s for %j: %j',
    (environment, classification, approvers, autoPromote, autoRollback) => {
      const requirements = requirementsOf(
        { version: 'v', policy: read.policy! },
        {
          environment,
          kind: 'promote',
          lane: 'normal',
          unit: 'northstar-dags-finance',
          members: [
            {
              entityRef: 'component:default/finance-daily',
              type: 'airflow-dag',
              tier: 1,
              classification,
              owner: 'group:default/finance-data',
            },
          ],
        },
      );
      expect(requirements).toMatchObject({
        rules: approvers.map(name => ({ name })),
        evidence: ['dag-import', 'unit'],
        autoPromote,
        autoRollback,
      });
    },
  );
});
