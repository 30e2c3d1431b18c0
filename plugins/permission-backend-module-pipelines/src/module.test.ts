import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { pipelinesPermissions } from '@sluice/plugin-pipelines-common';
import {
  type PipelineResource,
  pipelineRules,
} from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import permissionModulePipelines from '.';

const PIPELINES: Record<string, PipelineResource> = {
  mine: {
    entityRef: 'component:default/mine',
    owner: 'user:default/ines',
    classification: ['pii'],
    environments: ['prod'],
  },
  payroll: {
    entityRef: 'component:default/payroll',
    owner: 'group:default/hr',
    classification: ['pii'],
    environments: ['prod'],
  },
  weather: {
    entityRef: 'component:default/weather',
    owner: 'group:default/hr',
    classification: [],
    environments: ['prod'],
  },
};

async function start(roles: Record<string, string[]>) {
  const { server } = await startTestBackend({
    features: [
      permissionPlugin,
      permissionModulePipelines,
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          pipelinesPolicy: { roles, restrictedClassifications: ['pii'] },
        },
      }),
    ],
  });
  return server;
}

describe('permissionModulePipelines', () => {
  it('decides by roles, and by conditions that the rules on pipelines evaluate', async () => {
    const server = await start({
      dataEngineers: ['user:default/ines'],
      auditors: ['user:default/ada'],
    });
    const isFulfilled = createConditionAuthorizer(Object.values(pipelineRules));

    /** As the pipelines backend does it: it asks on behalf of the user, then holds the conditions against the pipeline. */
    async function ask(user: string, name: string, pipeline: string) {
      const permission = pipelinesPermissions.find(p => p.name === name);
      const response = await request(server)
        .post('/api/permission/authorize')
        .set(
          'Authorization',
          `Bearer ${mockCredentials.user.token(`user:default/${user}`, {
            actor: { subject: 'plugin:pipelines' },
          })}`,
        )
        .send({ items: [{ id: '1', permission }] });
      return isFulfilled(response.body.items[0], PIPELINES[pipeline]);
    }

    const read = 'pipelines.pipeline.read';
    const promote = 'pipelines.promotion.request';
    const table = [
      ['ines', read, 'mine', true],
      ['ines', read, 'payroll', false],
      ['ines', read, 'weather', true],
      ['ines', promote, 'mine', true],
      ['ines', promote, 'weather', false],
      ['ada', read, 'payroll', true],
      ['ada', promote, 'mine', false],
      ['tom', read, 'mine', false],
      ['tom', read, 'weather', true],
    ] as const;
    const answers = [];
    for (const [user, permission, pipeline] of table) {
      const isAllowed = await ask(user, permission, pipeline);
      answers.push([user, permission, pipeline, isAllowed]);
    }
    expect(answers).toEqual(table);
  });

  it('keeps the backend from starting with a role that does not exist', async () => {
    await expect(start({ admins: ['group:default/x'] })).rejects.toThrow(
      'pipelinesPolicy.roles.admins is not a role',
    );
  });
});
