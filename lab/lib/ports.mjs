import { createServer } from 'node:net';
import { LabError } from './errors.mjs';

/** Everything in the lab listens here and nowhere else: its passwords are in the repository. */
export const HOST = '127.0.0.1';

/** @param {string} service - `airflow2-dev` → `SLUICE_LAB_AIRFLOW2_DEV_PORT` */
export const portVariable = service =>
  `SLUICE_LAB_${service.toUpperCase().replaceAll('-', '_')}_PORT`;

/** @param {{ name: string, port: number }} service */
export function portOf(service, env = process.env) {
  const variable = portVariable(service.name);
  const wanted = env[variable];
  if (!wanted) return service.port;
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new LabError(
      `${variable} is ${JSON.stringify(wanted)}, which is not a port`,
    );
  }
  return port;
}

/** @param {number} port */
export function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', error =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen({ port, host: HOST, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** @param {{ name: string }} service @param {number} port */
export async function requireFree(service, port) {
  if (await isFree(port)) return;
  throw new LabError(
    `Port ${port} (${
      service.name
    }) is taken by another program. Stop that, or choose another port with ${portVariable(
      service.name,
    )}.`,
  );
}
