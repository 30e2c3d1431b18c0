import { join } from 'node:path';
import { labSource } from '../lib/paths.mjs';
import { cleanEnvironment, installPython, withPath } from '../lib/python.mjs';
import { writeAccounts } from '../snowflake/accounts.mjs';

const emulator = join(labSource, 'snowflake');
const requirements = join(emulator, 'requirements-snowflake.txt');

const installed = runtime =>
  installPython(runtime, { requirements, python: '>=3.11,<3.14' });

/**
 * An emulator of Snowflake, environment prod: what the real snowflake-sdk and dbt-snowflake log in to. It forgets its tables when it stops.
 *
 * @type {import('./index.mjs').Service}
 */
export const snowflake = {
  name: 'snowflake',
  title: 'Snowflake (emulator)',
  port: 18090,
  needs: [],

  async install(runtime) {
    await installed(runtime);
  },

  async prepare(runtime) {
    writeAccounts(runtime.dir);
  },

  async start(runtime) {
    const bin = await installed(runtime);
    const { users } = writeAccounts(runtime.dir);
    const command = [
      join(bin, 'python'),
      '-m',
      'emulator',
      '--port',
      String(runtime.port),
      '--users',
      users,
    ];
    runtime.spawn('emulator', command, {
      env: {
        ...withPath(bin, cleanEnvironment()),
        PYTHONPATH: emulator,
        PYTHONDONTWRITEBYTECODE: '1',
      },
    });
  },

  async health(runtime) {
    const response = await fetch(`${runtime.baseUrl}/healthz`, {
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
  },

  address: runtime => runtime.baseUrl,
};
