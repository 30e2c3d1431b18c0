import fs from 'node:fs';
import path from 'node:path';
import { heldLock, takeLock } from './lock.mjs';

/**
 * Remembers the processes that this command starts, in a file of its own, so that the next command ends them should
 * this one be killed. Unlike takeLock alone it lets several commands run side by side.
 *
 * @param {string} dir
 */
export async function adoptOrphans(dir) {
  fs.mkdirSync(dir, { recursive: true });
  for (const name of fs
    .readdirSync(dir)
    .filter(file => file.endsWith('.lock'))) {
    const file = path.join(dir, name);
    if (heldLock(file)) continue;
    // Taking a dead command's lock ends what it had started.
    const lock = await takeLock(file, { busy: () => 'busy' });
    lock.release();
  }
  const lock = await takeLock(path.join(dir, `${process.pid}.lock`), {
    busy: () => 'busy',
  });
  return { remember: lock.addChild, release: lock.release };
}
