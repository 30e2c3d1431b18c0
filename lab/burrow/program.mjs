import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../lib/errors.mjs';
import { withLock } from '../lib/lock.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';

/**
 * Burrow's program, from Debian's package of it, which is unpacked and not installed. Shared by every clone on the machine.
 *
 * @param {import('../lib/runtime.mjs').Runtime} runtime
 * @returns {Promise<string>} its path
 * @throws LabError where there is no such package
 */
export async function burrowProgram(runtime) {
  const home = join(cacheDir, 'burrow');
  const program = join(home, 'usr', 'bin', 'Burrow');
  if (existsSync(program)) return program;
  mkdirSync(cacheDir, { recursive: true });
  await withLock(`${home}.lock`, async () => {
    if (existsSync(program)) return;
    runtime.say(
      'fetching burrow from the packages of Debian (once per machine)',
    );
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    try {
      await run(['apt-get', 'download', 'burrow'], { cwd: home });
    } catch (error) {
      throw new LabError(
        `Burrow comes as a package of Debian or Ubuntu, and can't be fetched: ${error.message}`,
      );
    }
    const [file] = readdirSync(home).filter(name => name.endsWith('.deb'));
    await run(['dpkg-deb', '--extract', join(home, file), home]);
  });
  return program;
}
