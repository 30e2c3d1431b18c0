import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type Permission,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { pipelinesPermissions } from '@sluice/plugin-pipelines-common';
import { PipelinesPermissionPolicy } from './PipelinesPermissionPolicy';

const ROLES = {
  dataEngineers: ['group:default/data'],
  platformEngineers: ['group:default/platform'],
  financeControllers: ['group:default/finance'],
  auditors: ['group:default/audit', 'user:default/ada'],
};

const SOMEONE = 'user:default/someone';
const PEOPLE = {
  employee: [SOMEONE, 'group:default/shop'],
  data: [SOMEONE, 'group:default/data'],
  platform: [SOMEONE, 'group:default/platform'],
  finance: [SOMEONE, 'group:default/finance'],
  auditor: [SOMEONE, 'group:default/audit'],
} as const;
type Person = keyof typeof PEOPLE;

function asUser(ownershipEntityRefs: readonly string[]): PolicyQueryUser {
  return {
    credentials: mockCredentials.user(ownershipEntityRefs[0]),
    info: {
      userEntityRef: ownershipEntityRefs[0],
      ownershipEntityRefs: [...ownershipEntityRefs],
    },
  };
}

function policy(restrictedClassifications: string[] = []) {
  return PipelinesPermissionPolicy.create({
    roles: ROLES,
    restrictedClassifications,
  });
}

function permissionNamed(name: string): Permission {
  const found = [
    ...pipelinesPermissions,
    ...catalogPermissions,
    ...scaffolderPermissions,
  ].find(permission => permission.name === name);
  if (!found) throw new Error(`There is no permission ${name}`);
  return found;
}

/** `yes`, `no`, or `own` for a decision on condition that the pipeline is theirs. */
async function decide(name: string, person: Person) {
  const claims = [...PEOPLE[person]];
  const decision = await policy().handle(
    { permission: permissionNamed(name) },
    asUser(claims),
  );
  if (decision.result === AuthorizeResult.CONDITIONAL) {
    expect(decision).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'pipelines',
      resourceType: 'pipelines-pipeline',
      conditions: {
        rule: 'IS_OWNER',
        resourceType: 'pipelines-pipeline',
        params: { claims },
      },
    });
    return 'own';
  }
  return decision.result === AuthorizeResult.ALLOW ? 'yes' : 'no';
}

// One row a permission: employee without a role, data engineer, platform engineer, finance controller, auditor.
const PIPELINES_TABLE: string[][] = [
  ['pipelines.pipeline.read', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.source.read', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.cost.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.stream.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.schema.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.deadletter.read', 'no', 'yes', 'yes', 'no', 'no'],
  ['pipelines.artifact.upload', 'no', 'no', 'yes', 'no', 'no'],
  ['pipelines.slo.decide', 'no', 'own', 'yes', 'yes', 'no'],
  ['pipelines.release.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.release.create', 'no', 'no', 'yes', 'no', 'no'],
  ['pipelines.release.create-first', 'no', 'own', 'yes', 'no', 'no'],
  ['pipelines.promotion.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.promotion.request', 'no', 'own', 'yes', 'no', 'no'],
  ['pipelines.promotion.approve', 'no', 'yes', 'yes', 'yes', 'no'],
  ['pipelines.promotion.break-glass', 'no', 'no', 'yes', 'no', 'no'],
  ['pipelines.promotion.override', 'no', 'no', 'yes', 'no', 'no'],
  ['pipelines.promotion.review', 'no', 'yes', 'yes', 'yes', 'no'],
  ['pipelines.promotion.hold', 'no', 'yes', 'yes', 'no', 'no'],
  ['pipelines.unit.adopt', 'no', 'no', 'yes', 'no', 'no'],
  ['pipelines.approval.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.approval.vote', 'no', 'yes', 'yes', 'yes', 'no'],
  ['pipelines.policy.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.policy.propose', 'no', 'yes', 'yes', 'no', 'no'],
  ['pipelines.exemption.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.exemption.request', 'no', 'own', 'yes', 'no', 'no'],
  ['pipelines.exemption.approve', 'no', 'yes', 'yes', 'yes', 'no'],
  ['pipelines.operation.read', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.operation.reset-offsets', 'no', 'own', 'yes', 'no', 'no'],
  ['pipelines.operation.replay', 'no', 'own', 'yes', 'no', 'no'],
  ['pipelines.operation.pause', 'no', 'no', 'yes', 'no', 'no'],
  ['pipelines.operation.approve', 'no', 'yes', 'yes', 'yes', 'no'],
  ['pipelines.ledger.read', 'no', 'no', 'yes', 'no', 'yes'],
  ['pipelines.ledger.export', 'no', 'no', 'yes', 'no', 'yes'],
  ['pipelines.ledger.redact', 'no', 'no', 'no', 'no', 'yes'],
  ['pipelines.alert.acknowledge', 'no', 'yes', 'yes', 'no', 'no'],
  ['pipelines.incident.open', 'no', 'yes', 'yes', 'yes', 'no'],
  ['pipelines.incident.note', 'no', 'yes', 'yes', 'yes', 'yes'],
  ['pipelines.incident.close', 'no', 'yes', 'yes', 'no', 'no'],
];

const PORTAL_TABLE: string[][] = [
  ['catalog.entity.read', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['catalog.entity.create', 'no', 'no', 'yes', 'no', 'no'],
  ['catalog.entity.delete', 'no', 'no', 'yes', 'no', 'no'],
  ['catalog.entity.refresh', 'no', 'no', 'yes', 'no', 'no'],
  ['catalog.entity.validate', 'no', 'no', 'yes', 'no', 'no'],
  ['catalog.location.read', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['catalog.location.create', 'no', 'no', 'yes', 'no', 'no'],
  ['catalog.location.analyze', 'no', 'no', 'yes', 'no', 'no'],
  ['catalog.location.delete', 'no', 'no', 'yes', 'no', 'no'],
  ['scaffolder.template.parameter.read', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['scaffolder.template.step.read', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['scaffolder.action.execute', 'no', 'yes', 'yes', 'no', 'no'],
  ['scaffolder.task.read', 'no', 'yes', 'yes', 'no', 'yes'],
  ['scaffolder.task.create', 'no', 'yes', 'yes', 'no', 'no'],
  ['scaffolder.task.cancel', 'no', 'yes', 'yes', 'no', 'no'],
  ['scaffolder.template.dry-run', 'no', 'yes', 'yes', 'no', 'no'],
  ['scaffolder.template.management', 'no', 'no', 'yes', 'no', 'no'],
];

describe('PipelinesPermissionPolicy', () => {
  it.each([...PIPELINES_TABLE, ...PORTAL_TABLE])(
    '%s: employee %s, data engineer %s, platform engineer %s, finance controller %s, auditor %s',
    async (name, ...expected) => {
      const people: Person[] = [
        'employee',
        'data',
        'platform',
        'finance',
        'auditor',
      ];
      const decisions = await Promise.all(
        people.map(person => decide(name, person)),
      );
      expect(decisions).toEqual(expected);
    },
  );

  it('has a row in this table for each of our permissions', () => {
    expect(PIPELINES_TABLE.map(([name]) => name).sort()).toEqual(
      pipelinesPermissions.map(permission => permission.name).sort(),
    );
  });

  it.each([
    ['of the catalog', 'catalog.ingestion.manage'],
    ['of a plugin that the list does not name', 'kubernetes.proxy'],
    ['of ours, from a newer version', 'pipelines.ledger.write'],
    ['that only an object knows', 'constructor'],
    ['with a name that begins like ours', 'pipelines-other.read'],
  ])('denies a permission %s, even to a platform engineer', async (_, name) => {
    const permission = createPermission({ name, attributes: {} });
    expect(
      await policy().handle({ permission }, asUser(PEOPLE.platform)),
    ).toEqual({ result: AuthorizeResult.DENY });
  });

  it.each([
    ...pipelinesPermissions,
    ...catalogPermissions,
    ...scaffolderPermissions,
  ])('denies $name to a caller who is not signed in', async permission => {
    expect(await policy().handle({ permission }, undefined)).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('lets one person be named, not only groups', async () => {
    expect(
      await policy().handle(
        { permission: permissionNamed('pipelines.ledger.read') },
        asUser(['user:default/ada']),
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('adds up the roles of a person who holds several', async () => {
    const both = asUser(['user:default/ada', 'group:default/data']);
    expect(
      await policy().handle(
        { permission: permissionNamed('pipelines.ledger.read') },
        both,
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
    expect(
      await policy().handle(
        { permission: permissionNamed('pipelines.promotion.request') },
        both,
      ),
    ).toMatchObject({ result: AuthorizeResult.CONDITIONAL });
  });

  describe('with restricted classifications', () => {
    const read = permissionNamed('pipelines.pipeline.read');

    it.each(['platform', 'auditor'] as const)(
      'shows the %s every pipeline',
      async person => {
        expect(
          await policy(['pii']).handle(
            { permission: read },
            asUser(PEOPLE[person]),
          ),
        ).toEqual({ result: AuthorizeResult.ALLOW });
      },
    );

    it.each(['employee', 'data', 'finance'] as const)(
      'shows the %s what is theirs and what is not restricted',
      async person => {
        expect(
          await policy(['pii', 'sox']).handle(
            { permission: read },
            asUser(PEOPLE[person]),
          ),
        ).toMatchObject({
          result: AuthorizeResult.CONDITIONAL,
          conditions: {
            anyOf: [
              { rule: 'IS_OWNER', params: { claims: PEOPLE[person] } },
              {
                not: {
                  rule: 'HAS_CLASSIFICATION',
                  params: { classifications: ['pii', 'sox'] },
                },
              },
            ],
          },
        });
      },
    );
  });
});
