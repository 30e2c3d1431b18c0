import type { Connection, ConnectionOptions } from 'snowflake-sdk';
import type { SnowflakeInstance, SnowflakeLogin } from '../config';
import { toSnowflakeError } from './errors';

const LOGIN_RETRIES = 2;

/** So that pages of query history say who asked. */
const APPLICATION = 'Sluice';

/**
 * What snowflake-sdk is given to log in.
 *
 * @throws InputError that names the config key if the private key can't be read
 * @internal
 */
export function connectionOptions(login: SnowflakeLogin): ConnectionOptions {
  const { account, database, queryTag, role, url, username, warehouse } = login;
  const secret = login.secret();
  return {
    account,
    accessUrl: url,
    username,
    ...('privateKey' in secret
      ? { authenticator: 'SNOWFLAKE_JWT', privateKey: secret.privateKey }
      : { authenticator: 'SNOWFLAKE', password: secret.password }),
    role,
    warehouse,
    database,
    queryTag,
    application: APPLICATION,
    sfRetryMaxLoginRetries: LOGIN_RETRIES,
    // Nothing of a login is kept on the disk of the backend.
    clientStoreTemporaryCredential: false,
  };
}

/** Opens a session. @throws SnowflakeError @internal */
export async function connect(
  instance: SnowflakeInstance,
): Promise<Connection> {
  const { login } = instance;
  const what = `The login of ${login.username} to ${
    login.url ?? login.account
  }`;
  try {
    const connection = loadSdk().createConnection(connectionOptions(login));
    await new Promise<void>((resolve, reject) => {
      connection.connect(error => (error ? reject(error) : resolve()));
    });
    return connection;
  } catch (error) {
    throw toSnowflakeError(error, what);
  }
}

/** Closes a session. One that is gone already is fine. @internal */
export async function disconnect(connection: Connection): Promise<void> {
  if (!connection.isUp()) return;
  await new Promise<void>(resolve => connection.destroy(() => resolve()));
}

let loaded: typeof import('snowflake-sdk') | undefined;

/** Only who has an account pays for it: 70 MB, and more than a second. */
function loadSdk(): typeof import('snowflake-sdk') {
  if (!loaded) {
    // Not by import(), which Jest doesn't do.
    // eslint-disable-next-line global-require
    loaded = require('snowflake-sdk') as typeof import('snowflake-sdk');
    // Else it writes a snowflake.log into the folder in which the backend runs.
    loaded.configure({ logLevel: 'OFF', additionalLogToConsole: false });
  }
  return loaded;
}
