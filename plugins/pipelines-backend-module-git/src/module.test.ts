import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type Deployer,
  pipelinesDeliveryExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleGit, { pipelinesGitExtensionPoint } from '.';

const target = { unit: 'u', environment: 'prod' };

async function deployersWith(git?: object): Promise<Deployer[]> {
  const deployers: Deployer[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'pipelines',
    register(reg) {
      reg.registerExtensionPoint(pipelinesDeliveryExtensionPoint, {
        addDeployer: (...added) => deployers.push(...added),
        addGate: () => {},
        addPastDelivery: () => {},
      });
      reg.registerInit({ deps: {}, async init() {} });
    },
  });
  const probes = createBackendModule({
    pluginId: 'pipelines',
    moduleId: 'probes',
    register(reg) {
      reg.registerInit({
        deps: { git: pipelinesGitExtensionPoint },
        async init({ git: point }) {
          point.addPinProbe({
            handles: ({ environment }) => environment === 'prod',
            look: async () => ({ loaded: [], runs: [], problems: [] }),
          });
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      plugin,
      pipelinesModuleGit,
      probes,
      mockServices.rootConfig.factory({ data: { pipelines: { git } } }),
    ],
  });
  server.close();
  return deployers;
}

// A backend takes long to start where other tests run beside it.
jest.setTimeout(120_000);

describe('the git module', () => {
  it('adds a deployer for each entry, with the probes of other modules', async () => {
    const deployers = await deployersWith({
      deployers: ['a', 'b'].map(id => ({
        id,
        repository: { path: '/no/such/repository.git' },
        units: ['u'],
        environments: ['staging', 'prod'],
      })),
    });
    expect(deployers.map(({ id }) => id)).toEqual(['git:a', 'git:b']);
    const release = {
      id: 1,
      releaseDigest: '0'.repeat(64),
      commit: 'c'.repeat(40),
      artifacts: [],
      manifests: {},
      migrations: [],
    };
    const plan = await deployers[0].plan({
      target,
      kind: 'promote',
      to: release,
      config: {},
      members: [],
    });
    expect(plan.steps.map(({ name }) => name)).toEqual([
      'write-pin',
      'picked-up',
    ]);
  });
});
