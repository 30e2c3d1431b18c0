import { parseArgs } from 'node:util';
import { LabError } from './errors.mjs';

export const USAGE = `Usage: npm run lab -- [command] [options]

Commands
  up               start the services and stay until Ctrl-C, which stops them (the default)
  down             stop everything the lab started, from any terminal
  status           show what runs
  logs NAME        show the end of a service's logs (--follow: keep showing)
  reset            stop everything and delete the lab's data (.lab); downloads stay

Options
  --only A,B       these services and what they need (names as in status)
  --brokers 1|3    with 3 also a Kafka of three brokers, to see what the loss of one does (1.1 GiB)
  --detach, --keep return once everything is healthy, and leave it running
  --follow         with logs
  --help
`;

const COMMANDS = ['up', 'down', 'status', 'logs', 'reset'];

/**
 * @param {string[]} argv - without node and the script
 * @param {string[]} known - names of services
 * @returns {{ command: string, only?: string[], brokers: 1 | 3, detach: boolean, follow: boolean, help: boolean, service?: string }}
 */
export function parseLabArgs(argv, known) {
  let parsed;
  try {
    parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        brokers: { type: 'string', default: '1' },
        detach: { type: 'boolean', short: 'd', default: false },
        keep: { type: 'boolean', default: false },
        follow: { type: 'boolean', short: 'f', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new LabError(`${error.message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [command = 'up', service, ...rest] = positionals;
  const only = values.only
    ?.split(',')
    .map(name => name.trim())
    .filter(Boolean);

  if (!['1', '3'].includes(values.brokers)) {
    throw new LabError(`--brokers is ${values.brokers}, but there are 1 and 3`);
  }
  if (only?.length === 0) throw new LabError('--only names no service');
  if (!COMMANDS.includes(command))
    throw new LabError(`Unknown command ${command}\n\n${USAGE}`);
  if (command === 'logs' && !service && !values.help)
    throw new LabError(`logs needs a service: ${known.join(', ')}`);
  if (rest.length > 0 || (service && command !== 'logs')) {
    throw new LabError(
      `Unexpected ${[service, ...rest].join(' ')}\n\n${USAGE}`,
    );
  }
  for (const name of [...(only ?? []), ...(service ? [service] : [])]) {
    if (!known.includes(name))
      throw new LabError(
        `Unknown service ${name}. There are: ${known.join(', ')}`,
      );
  }
  const { follow, help } = values;
  return {
    command,
    only,
    brokers: values.brokers === '3' ? 3 : 1,
    detach: values.detach || values.keep,
    follow,
    help,
    service,
  };
}
