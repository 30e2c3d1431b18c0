import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { yarnEnv } from './install.mjs';

describe('the settings of npm that Yarn gets', () => {
  it('are none by default', () => {
    assert.deepEqual(yarnEnv({ PATH: '/bin' }), { PATH: '/bin' });
  });

  it('are its mirror, which may be without TLS', () => {
    const env = yarnEnv({ npm_config_registry: 'http://mirror.local:4873/' });
    assert.equal(env.YARN_NPM_REGISTRY_SERVER, 'http://mirror.local:4873');
    assert.equal(env.YARN_UNSAFE_HTTP_WHITELIST, 'mirror.local');
  });

  it('are its proxy and certificate', () => {
    const env = yarnEnv({
      npm_config_registry: 'https://mirror.local/npm/',
      HTTPS_PROXY: 'http://proxy.local:3128',
      npm_config_cafile: '/etc/ca.pem',
    });
    assert.equal(env.YARN_UNSAFE_HTTP_WHITELIST, undefined);
    assert.equal(env.YARN_HTTPS_PROXY, 'http://proxy.local:3128');
    assert.equal(env.YARN_HTTPS_CA_FILE_PATH, '/etc/ca.pem');
  });

  it("give way to Yarn's own", () => {
    const env = yarnEnv({
      npm_config_registry: 'https://mirror.local',
      YARN_NPM_REGISTRY_SERVER: 'https://other.local',
    });
    assert.equal(env.YARN_NPM_REGISTRY_SERVER, 'https://other.local');
  });
});
