import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../lib/errors.mjs';
import { withLock } from '../lib/lock.mjs';
import { cacheDir, labSource } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';

const POM = join(labSource, 'kafka', 'pom.xml');

/** Kafka 4 runs on Java 17 and newer. @param {string} output - of `java -version` @returns {number | undefined} */
export function javaVersion(output) {
  const match = /version "(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}

/** @throws LabError if Java 17 or Maven is missing */
export async function requireTools() {
  const output = await run(['sh', '-c', 'java -version 2>&1']).catch(() => '');
  const version = javaVersion(String(output));
  if (!version || version < 17) {
    throw new LabError(
      `The lab's Kafka needs Java 17 or newer (${
        version ? `here is ${version}` : 'there is none'
      }). Debian and Ubuntu: apt install openjdk-17-jre-headless`,
    );
  }
  await run(['mvn', '-version']).catch(() => {
    throw new LabError(
      "The lab's Kafka comes from Maven Central: mvn is not here (Debian and Ubuntu: apt install maven)",
    );
  });
}

/**
 * The folder with Kafka's jars.
 *
 * @param {import('../lib/runtime.mjs').Runtime} runtime
 * @returns {Promise<string>}
 */
export const kafkaJars = runtime => jarsOf(runtime, 'kafka', POM);

/**
 * The folder with the jars of a pom, shared by every clone on the machine. Another pom is another folder.
 *
 * @param {import('../lib/runtime.mjs').Runtime} runtime
 * @param {string} name - of the folder
 * @param {string} pom - path
 * @returns {Promise<string>}
 */
export async function jarsOf(runtime, name, pom) {
  const hash = createHash('sha256')
    .update(readFileSync(pom))
    .digest('hex')
    .slice(0, 12);
  const home = join(cacheDir, `${name}-${hash}`);
  const ready = join(home, '.ready');
  if (existsSync(ready)) return home;
  mkdirSync(cacheDir, { recursive: true });
  await withLock(`${home}.lock`, async () => {
    if (existsSync(ready)) return;
    await requireTools();
    runtime.say(`fetching ${name} from Maven Central (once per machine)`);
    rmSync(home, { recursive: true, force: true });
    await run([
      'mvn',
      ...['-q', '-B', '-f', pom],
      'dependency:copy-dependencies',
      `-DoutputDirectory=${home}`,
    ]);
    writeFileSync(ready, '');
  });
  return home;
}
