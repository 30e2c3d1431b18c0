import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { localTransport } from '../transport/localTransport';

const PERSON = ['-c', 'user.name=Mara', '-c', 'user.email=mara@example.org'];

/** What a repository is after its first commit, once one was made. */
let begun: string | undefined;

afterAll(() => {
  if (begun) rmSync(begun, { recursive: true, force: true });
});

/** A bare repository on this machine, with what people do to it beside Sluice. */
export class TestRepository {
  readonly path: string;
  readonly #root: string;

  /** @param options - `isEmpty`: without a first commit */
  constructor(options: { isEmpty?: boolean } = {}) {
    this.#root = mkdtempSync(join(tmpdir(), 'sluice-git-test-'));
    this.path = join(this.#root, 'pins.git');
    if (!options.isEmpty && begun) {
      // Each git takes a tenth of a second to start.
      cpSync(begun, this.path, { recursive: true });
      return;
    }
    this.git('init', '-q', '--bare', '--template=', '-b', 'main', this.path);
    if (options.isEmpty) return;
    this.commit({ 'README.md': 'Pins\n' }, 'Begin');
    begun = mkdtempSync(join(tmpdir(), 'sluice-git-begun-'));
    cpSync(this.path, begun, { recursive: true });
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' });
  }

  /** What `git` says of the bare repository. */
  ask(...args: string[]): string {
    return this.git('--git-dir', this.path, ...args).trim();
  }

  /**
   * Commits by hand, and pushes.
   *
   * @param files - null removes one
   * @param branch - made from `main` where there is none
   * @returns the commit
   */
  commit(
    files: Record<string, string | null>,
    message: string,
    branch = 'main',
  ): string {
    const dir = this.#clone();
    if (this.ask('branch', '--list', branch) !== '') {
      this.git('-C', dir, 'checkout', '-q', branch);
    }
    this.#commitIn(dir, files, message);
    this.git('-C', dir, 'push', '-q', 'origin', `HEAD:${branch}`);
    return this.ask('rev-parse', branch);
  }

  /** Makes a file executable. */
  chmod(file: string): void {
    const dir = this.#clone();
    this.git('-C', dir, 'update-index', '--chmod=+x', file);
    this.git('-C', dir, ...PERSON, 'commit', '-q', '-m', 'Make it run');
    this.git('-C', dir, 'push', '-q', 'origin', 'HEAD:main');
  }

  /** What a pull does: a commit on an old head, and what was pushed meanwhile merged into it as its second parent. */
  mergeFrom(oid: string, files: Record<string, string>, message: string): void {
    const dir = this.#clone();
    this.git('-C', dir, 'checkout', '-q', oid);
    this.#commitIn(dir, files, message);
    this.git('-C', dir, ...PERSON, 'merge', '-q', '--no-ff', 'origin/main');
    this.git('-C', dir, 'push', '-q', 'origin', 'HEAD:main');
  }

  #clone(): string {
    const dir = mkdtempSync(join(this.#root, 'work-'));
    this.git('clone', '-q', this.path, dir);
    return dir;
  }

  #commitIn(
    dir: string,
    files: Record<string, string | null>,
    message: string,
  ): void {
    for (const [file, text] of Object.entries(files)) {
      const path = join(dir, file);
      mkdirSync(dirname(path), { recursive: true });
      if (text === null) rmSync(path);
      else writeFileSync(path, text);
    }
    this.git('-C', dir, 'add', '-A');
    this.git('-C', dir, ...PERSON, 'commit', '-q', '-m', message);
  }

  /** Subjects of the commits of the branch, the newest first. */
  log(): string[] {
    return this.ask('log', '--format=%s', 'main').split('\n');
  }

  /** Commits that Sluice made. */
  ours(): string[] {
    if (this.ask('branch', '--list', 'main') === '') return [];
    const format = '--format=%H %(trailers:key=Sluice-Step,valueonly)';
    return this.ask('log', format, 'main')
      .split('\n')
      .filter(line => /^\w+ \S/.test(line));
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** Serves a repository over HTTP as a forge does: with a token, and one request at a time from `before`. */
export async function serve(
  repository: TestRepository,
  options: {
    token: string;
    /** May hold a request up, or break its connection by throwing. */
    before?: (request: { method: string; path: string }) => void;
    /** May break the connection by throwing when all was done. */
    after?: (request: { method: string; path: string }) => void;
  },
): Promise<{ url: string; server: Server }> {
  const expected = `Basic ${Buffer.from(
    `x-access-token:${options.token}`,
  ).toString('base64')}`;
  const { request: answer } = localTransport(
    repository.path,
    new AbortController().signal,
  );
  const server = createServer(async (req, res) => {
    const seen = { method: req.method!, path: req.url! };
    try {
      if (req.headers.authorization !== expected) {
        res.writeHead(401, { 'WWW-Authenticate': 'Basic realm="pins"' }).end();
        return;
      }
      options.before?.(seen);
      const { body, headers, statusCode } = await answer({
        url: `http://localhost${req.url}`,
        method: req.method,
        body: req[Symbol.asyncIterator](),
      });
      options.after?.(seen);
      res.writeHead(statusCode, headers);
      for await (const part of body!) res.write(part);
      res.end();
    } catch {
      req.socket.destroy();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/pins.git`, server };
}
