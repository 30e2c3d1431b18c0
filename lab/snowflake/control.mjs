import snowflakeSdk from 'snowflake-sdk';
import { Runtime } from '../lib/runtime.mjs';
import { snowflake } from '../services/snowflake.mjs';
import {
  ACCOUNT,
  LOADER,
  LOADER_PASSWORD,
  privateKeyFile,
} from './accounts.mjs';

/** The database of the environment prod. */
export const DATABASE = 'NORTHSTAR';

snowflakeSdk.configure({ logLevel: 'OFF', additionalLogToConsole: false });

/** A hand on the lab's Snowflake, for tests and scripts. It has to run. */
export function snowflakeControl() {
  const runtime = new Runtime(snowflake);
  const { baseUrl, port } = runtime;

  async function call(path, options) {
    const response = await fetch(`${baseUrl}/lab/${path}`, options);
    if (!response.ok) throw new Error(`/lab/${path}: ${response.status}`);
    return response.json();
  }

  async function session() {
    const connection = snowflakeSdk.createConnection({
      accessUrl: baseUrl,
      account: ACCOUNT,
      username: LOADER,
      password: LOADER_PASSWORD,
      warehouse: 'LAB',
    });
    await new Promise((resolve, reject) =>
      connection.connect(error => (error ? reject(error) : resolve())),
    );
    return connection;
  }

  return {
    baseUrl,
    port,
    account: ACCOUNT,
    database: DATABASE,
    privateKeyFile: privateKeyFile(runtime.dir),

    /** Runs statements one after another, as who loads. @param {...string} statements @returns {Promise<object[]>} rows of the last one */
    async run(...statements) {
      const connection = await session();
      let rows;
      for (const sqlText of statements) {
        rows = await new Promise((resolve, reject) =>
          connection.execute({
            sqlText,
            complete: (error, _, found) =>
              error
                ? reject(new Error(`${sqlText}: ${error.message}`))
                : resolve(found),
          }),
        );
      }
      await new Promise(resolve => connection.destroy(resolve));
      return rows;
    },

    /** Statements that it was sent, since so many of them, and how many logins there were. @param {number} [after] */
    statements: (after = 0) => call(`statements?after=${after}`),

    /** Ends all sessions: `session` can be renewed, after `login` only a new login helps. @param {'session' | 'login'} what */
    expire: what => call(`expire?what=${what}`, { method: 'POST' }),

    /** Answers the next so many statements with 503. @param {number} requests */
    outage: requests => call(`outage?requests=${requests}`, { method: 'POST' }),
  };
}
