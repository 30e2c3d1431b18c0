import './lib/require-node.mjs';
import { once } from 'node:events';
import path from 'node:path';
import { readArgs, readPort, refuseSwallowedOptions } from './lib/args.mjs';
import { onStop, printHelp, runCommand } from './lib/bootstrap.mjs';
import { alreadyRunning, lockFileOf, resetData } from './lib/database.mjs';
import { requireSpace } from './lib/disk.mjs';
import { UserError } from './lib/errors.mjs';
import { heldLock } from './lib/lock.mjs';
import {
  dataDir,
  inRoot,
  logDir,
  root,
  shown,
  stateDir,
} from './lib/paths.mjs';
import { startPortal } from './lib/portal.mjs';
import { requireFreePort } from './lib/ports.mjs';
import { stopRuns } from './lib/processes.mjs';

const HELP = `Starts Sluice on this machine, with the data it had when it was last stopped.

Usage: npm start -- [options]

  --port N           the page's port (3000)
  --backend-port N   the backend's port (7007, or the page's port + 4007)
  --lab              also use the services of "npm run lab"
  --reset            drop the embedded data first; asks
  --yes              with --reset: don't ask
  --help             this text

Config: app-config.yaml, then app-config.local.yaml if you make one. Logs: .sluice/logs. Data: .sluice/data.
`;

const DEFAULT_PORT = 3000;
const BACKEND_OFFSET = 4007;

await runCommand({
  name: 'start',
  url: import.meta.url,
  async prepare() {
    refuseSwallowedOptions(
      ['port', 'backend-port', 'lab', 'reset'],
      'npm start',
    );
    const { values } = readArgs(process.argv.slice(2), {
      usage: 'npm start -- --help',
      options: {
        port: { type: 'string' },
        'backend-port': { type: 'string' },
        lab: { type: 'boolean' },
        reset: { type: 'boolean' },
        yes: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) printHelp(HELP);
    const port = readPort(values.port, '--port', DEFAULT_PORT);
    const address = {
      port,
      backendPort: readPort(
        values['backend-port'],
        '--backend-port',
        port + BACKEND_OFFSET,
      ),
    };
    if (address.backendPort > 65535 || address.backendPort === port) {
      throw new UserError(
        'Give the backend a port of its own with --backend-port',
      );
    }
    // What can be seen to fail is said before the long steps.
    const held = heldLock(lockFileOf(dataDir));
    if (held) throw new UserError(alreadyRunning(held));
    await requireFreePort(
      port,
      'the page',
      'free it or use another one, npm start -- --port N',
    );
    await requireFreePort(
      address.backendPort,
      'the backend',
      'free it or use another one, npm start -- --backend-port N',
    );
    return { address, ...values };
  },
  async main(progress, { address, lab, reset, yes }) {
    if (reset && (await resetData(dataDir, { yes }))) {
      progress.say('✓ Dropped the embedded data');
    }
    requireSpace(root, 300, 'the data');

    const interrupt = new AbortController();
    onStop(() => {
      interrupt.abort();
      stopRuns();
    });
    const { signal } = interrupt;
    const stopped = once(signal, 'abort');

    let portal;
    try {
      portal = await startPortal({
        progress,
        address,
        files: {
          dataDir,
          configDir: path.join(stateDir, 'config'),
          outagesDir: path.join(stateDir, 'outages'),
          logDir,
        },
        extraConfig: lab ? [inRoot('app-config.lab.yaml')] : [],
        signal,
      });
    } catch (error) {
      if (signal.aborted) return 130;
      throw error;
    }
    progress.say(
      `Sluice is ready: ${portal.url}  (backend ${
        portal.backendUrl
      }, logs in ${shown(logDir)}; Ctrl-C stops it)`,
    );
    const failure = await Promise.race([stopped, portal.failed]);
    await progress.step('Stop', () => portal.stop());
    if (signal.aborted) return 0;
    throw new UserError(String(failure));
  },
});
