import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type ArtifactOutcome,
  pipelinesArtifactsExtensionPoint,
  pipelinesExtensionPoint,
  UnprocessableError,
} from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import { fakeSource } from '../__testUtils__/createPortal';
import { pipelinesPlugin } from '../plugin';

jest.setTimeout(60_000);

const PATH = '/api/pipelines/sources/dbt-prod/artifacts/manifest.json';
const headerOf = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'pipelines',
  });

async function start() {
  const received: string[] = [];
  const { server } = await startTestBackend({
    features: [
      pipelinesPlugin,
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          pipelines: {
            clients: [
              { subject: 'ci', permissions: ['pipelines.artifact.upload'] },
              {
                subject: 'limited',
                permissions: ['pipelines.artifact.upload'],
                units: ['orders'],
              },
            ],
          },
        },
      }),
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'test',
        register(reg) {
          reg.registerInit({
            deps: {
              pipelines: pipelinesExtensionPoint,
              artifacts: pipelinesArtifactsExtensionPoint,
            },
            async init({ artifacts, pipelines }) {
              pipelines.addRunSource(
                fakeSource({
                  id: 'dbt-prod',
                  async *collect() {
                    yield { cursor: 1 };
                  },
                }),
              );
              artifacts.addArtifactReceiver({
                sourceId: 'dbt-prod',
                names: ['manifest.json'],
                async receive({ content }): Promise<ArtifactOutcome> {
                  let text = '';
                  for await (const chunk of content) text += chunk;
                  if (text === 'bad') {
                    throw new UnprocessableError('The file is bad at its top');
                  }
                  received.push(text);
                  return received.length > 1 ? 'unchanged' : 'stored';
                },
              });
            },
          });
        },
      }),
    ],
  });
  const put = (subject: string, path = PATH) =>
    request(server)
      .put(path)
      .set('authorization', headerOf(subject))
      .set('content-type', 'application/octet-stream');
  return { put, received };
}

describe('artifact routes', () => {
  it('hand a file over as it is, however large, and say whether it is new', async () => {
    const { put, received } = await start();
    const large = JSON.stringify({ text: 'x'.repeat(2_000_000) });
    const first = await put('ci').send(large);
    expect([first.status, first.body]).toEqual([
      201,
      { sourceId: 'dbt-prod', name: 'manifest.json', outcome: 'stored' },
    ]);
    expect(received).toEqual([large]);
    const second = await put('ci').send(large);
    expect([second.status, second.body.outcome]).toEqual([200, 'unchanged']);
  });

  it('are for those who may: not for a service that is not listed, nor for one that is limited to units', async () => {
    const { put, received } = await start();
    expect((await put('stranger').send('{}')).status).toBe(403);
    expect((await put('limited').send('{}')).status).toBe(403);
    expect(received).toEqual([]);
  });

  it('say what is wrong', async () => {
    const { put } = await start();
    const bad = await put('ci').send('bad');
    expect([bad.status, bad.body.error.message]).toEqual([
      422,
      'The file is bad at its top',
    ]);
    const elsewhere = await put(
      'ci',
      PATH.replace('dbt-prod', 'airflow-prod'),
    ).send('{}');
    expect(elsewhere.status).toBe(404);
    const other = await put('ci', `${PATH}.bak`).send('{}');
    expect([other.status, other.body.error.message]).toEqual([
      404,
      'The source dbt-prod takes manifest.json, not manifest.json.bak',
    ]);
    const json = await put('ci')
      .set('content-type', 'application/json')
      .send('{}');
    expect(json.status).toBe(400);
  });
});
