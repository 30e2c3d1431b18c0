import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireTools } from '../kafka/jars.mjs';
import { withLock } from '../lib/lock.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';

/** The last release that runs on Java 17, as Kafka does. */
const VERSION = '3.0.9';

/**
 * The folder with Apicurio Registry, shared by every clone on the machine.
 *
 * @param {import('../lib/runtime.mjs').Runtime} runtime
 * @returns {Promise<string>}
 */
export async function registryProgram(runtime) {
  const home = join(cacheDir, `apicurio-${VERSION}`);
  const ready = join(home, '.ready');
  if (existsSync(ready)) return home;
  mkdirSync(cacheDir, { recursive: true });
  await withLock(`${home}.lock`, async () => {
    if (existsSync(ready)) return;
    await requireTools();
    runtime.say(
      'fetching Apicurio Registry from Maven Central (once per machine)',
    );
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    await run([
      'mvn',
      // Unpacking is Maven's own business only within a project: elsewhere it leaves its marks in the current folder.
      ...['-q', '-B', 'dependency:copy'],
      `-Dartifact=io.apicurio:apicurio-registry-app:${VERSION}:tar.gz:all`,
      `-DoutputDirectory=${home}`,
    ]);
    const archive = `apicurio-registry-app-${VERSION}-all.tar.gz`;
    await run(['tar', '-xzf', join(home, archive), '-C', home]);
    rmSync(join(home, archive));
    writeFileSync(ready, '');
  });
  return home;
}

/** The command that starts it, with nothing kept beyond its end. @param {string} home @param {number} port */
export function registryCommand(home, port) {
  const settings = {
    'quarkus.http.host': '127.0.0.1',
    'quarkus.http.port': port,
    'quarkus.management.host': '127.0.0.1',
    'quarkus.management.port': port + 1,
    'apicurio.storage.kind': 'sql',
    'apicurio.storage.sql.kind': 'h2',
    'apicurio.datasource.url': 'jdbc:h2:mem:registry',
  };
  return [
    'java',
    '-Xmx320m',
    ...Object.entries(settings).map(([key, value]) => `-D${key}=${value}`),
    '-jar',
    join(home, `apicurio-registry-app-${VERSION}-runner.jar`),
  ];
}
