import { spawn } from 'node:child_process';
import type { HttpClient } from 'isomorphic-git';
import { collected } from './httpTransport';

/** Where a repository on this machine is said to be: the protocol wants an address, and nothing is ever sent there. @internal */
export const LOCAL_URL = 'http://repository.invalid/local.git';

const SERVICES = new Map([
  ['git-upload-pack', 'upload-pack'],
  ['git-receive-pack', 'receive-pack'],
]);

/**
 * Git's smart protocol with a bare repository in a folder, by the `git` of this machine: for labs and tests, and where the repository is on
 * the host of the backend. What a server says over HTTP is what `git upload-pack` and `git receive-pack` say here.
 *
 * @param path - of a bare repository
 * @internal
 */
export function localTransport(path: string, signal: AbortSignal): HttpClient {
  return {
    async request({ url, method = 'GET', body }) {
      const { pathname, searchParams } = new URL(url);
      const isDiscovery = pathname.endsWith('/info/refs');
      const service = isDiscovery
        ? searchParams.get('service') ?? ''
        : pathname.slice(pathname.lastIndexOf('/') + 1);
      const command = SERVICES.get(service);
      if (!command) throw new Error(`Git has no service ${service}`);
      const output = await run(
        [
          command,
          '--stateless-rpc',
          ...(isDiscovery ? ['--advertise-refs'] : []),
          path,
        ],
        await collected(body),
        signal,
      );
      const announced = `# service=${service}\n`;
      const length = (announced.length + 4).toString(16).padStart(4, '0');
      const bytes = isDiscovery
        ? Buffer.concat([Buffer.from(`${length}${announced}0000`), output])
        : output;
      const kind = isDiscovery ? 'advertisement' : 'result';
      async function* answer() {
        yield new Uint8Array(bytes);
      }
      return {
        url,
        method,
        headers: { 'content-type': `application/x-${service}-${kind}` },
        body: answer(),
        statusCode: 200,
        statusMessage: 'OK',
      };
    },
  };
}

function run(
  args: string[],
  input: Uint8Array,
  signal: AbortSignal,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { signal });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', part => output.push(part));
    child.stderr.on('data', part => errors.push(part));
    // It may end before it has read everything; its exit code says so.
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(Buffer.concat(output));
      else {
        const said = Buffer.concat(errors).toString('utf8').trim();
        reject(new Error(`git ${args[0]} ended with ${code}: ${said}`));
      }
    });
    child.stdin.end(input);
  });
}
