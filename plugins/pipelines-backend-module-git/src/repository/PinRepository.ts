import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import git, { type HttpClient, type ReadCommitResult } from 'isomorphic-git';
import pLimit from 'p-limit';
import type { PinCommit } from '../pin/pinState';
import { readProvenance } from '../pin/trailers';
import { changedFiles, objectAt, type Placed, withPlaced } from './trees';

/** Who makes commits. @internal */
export type Author = { name: string; email: string };

/** Where a pin is, and what belongs to it. @internal */
export type PinPlace = {
  /** Path of the pin. */
  file: string;
  /** Path of the folder with what its release is made of, where that is beside it. */
  folder?: string;
};

/** What a branch holds at a moment. @internal */
export type Snapshot = {
  /** The commit at its head; undefined while the repository is empty. */
  head: string | undefined;
  /** All commits that can be reached from the head, the newest first, with what file and folder are in each. */
  commits: PinCommit[];
  /** The file at the head; undefined where there is none. */
  text: string | undefined;
};

type KnownCommit = Pick<PinCommit, 'oid' | 'at' | 'author' | 'provenance'> & {
  parents: string[];
};

/**
 * The branch of a repository in which pins are written: read anew each time, and moved forward only.
 *
 * It works on a copy of its own in a temporary folder. Commits never change, so those that were read once aren't read again.
 *
 * @internal
 */
export class PinRepository {
  readonly #url: string;
  readonly #branch: string;
  readonly #author: Author;
  readonly #credentials: { username: string; password: string } | undefined;
  readonly #transport: (signal: AbortSignal) => HttpClient;
  readonly #oneAtATime = pLimit(1);
  readonly #commits = new Map<string, KnownCommit>();
  readonly #objects = new Map<string, string | undefined>();
  #gitdir: Promise<string> | undefined;

  constructor(options: {
    url: string;
    branch: string;
    author: Author;
    credentials?: { username: string; password: string };
    transport: (signal: AbortSignal) => HttpClient;
  }) {
    this.#url = options.url;
    this.#branch = options.branch;
    this.#author = options.author;
    this.#credentials = options.credentials;
    this.#transport = options.transport;
  }

  /**
   * What the branch holds now.
   *
   * @throws if the repository can't be reached, or has commits but no such branch
   */
  async read(place: PinPlace, signal: AbortSignal): Promise<Snapshot> {
    return this.#oneAtATime(() => this.#read(place, signal));
  }

  /**
   * A folder of a commit of another branch of the same repository.
   *
   * @returns its tree; undefined if that branch has no such commit, or the commit no such folder
   * @throws if the repository can't be reached, or has no such branch
   */
  async folderOf(
    source: { branch: string; commit: string; folder: string },
    signal: AbortSignal,
  ): Promise<string | undefined> {
    return this.#oneAtATime(() => this.#folderOf(source, signal));
  }

  /**
   * The files of a folder that a commit of the branch changed, by their paths in it.
   *
   * @param commit - one that was read
   */
  async filesChangedBy(commit: string, folder: string): Promise<string[]> {
    return this.#oneAtATime(async () => {
      const gitdir = await this.#copy();
      const [parent] = (await this.#commit(gitdir, commit)).parents;
      const what = { path: folder, type: 'tree' as const };
      return changedFiles(
        { fs, gitdir },
        parent && (await this.#object(gitdir, parent, what)),
        await this.#object(gitdir, commit, what),
      );
    });
  }

  /**
   * Commits a file, and a folder where there is one, on top of `parent`, and moves the branch there.
   *
   * @param options - `parent`: the head that was read; undefined in an empty repository. `tree`: what becomes of `folder`, see `folderOf`
   * @returns whether the branch was moved: `behind` means that it certainly wasn't, because somebody else had moved it
   * @throws if nobody knows
   */
  async push(
    options: {
      parent: string | undefined;
      place: PinPlace;
      text: string;
      tree?: string;
      message: string;
    },
    signal: AbortSignal,
  ): Promise<'pushed' | 'behind'> {
    return this.#oneAtATime(() => this.#push(options, signal));
  }

  /** Drops the copy. */
  async close(): Promise<void> {
    const gitdir = await this.#gitdir?.catch(() => undefined);
    this.#gitdir = undefined;
    if (gitdir) await rm(gitdir, { recursive: true, force: true });
  }

  async #read(place: PinPlace, signal: AbortSignal): Promise<Snapshot> {
    const gitdir = await this.#copy();
    const head = await this.#fetch(gitdir, this.#branch, signal);
    if (!head) return { head: undefined, commits: [], text: undefined };
    const commits = await this.#reachable(gitdir, head, place);
    const blob = await this.#object(gitdir, head, {
      path: place.file,
      type: 'blob',
    });
    if (blob === undefined) return { head, commits, text: undefined };
    const read = await git.readBlob({ fs, gitdir, oid: blob });
    const text = Buffer.from(read.blob).toString('utf8');
    return { head, commits, text };
  }

  async #folderOf(
    source: { branch: string; commit: string; folder: string },
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { branch, commit, folder } = source;
    const gitdir = await this.#copy();
    const head = await this.#fetch(gitdir, branch, signal);
    const isThere =
      head !== null &&
      (head === commit ||
        // Of what was fetched: the copy also holds the commits of pins, and none of those is a release.
        (await git
          .isDescendent({ fs, gitdir, oid: head, ancestor: commit, depth: -1 })
          .catch(() => false)));
    return isThere
      ? objectAt({ fs, gitdir }, commit, { path: folder, type: 'tree' })
      : undefined;
  }

  async #fetch(
    gitdir: string,
    branch: string,
    signal: AbortSignal,
  ): Promise<string | null> {
    signal.throwIfAborted();
    const { fetchHead } = await git.fetch({
      ...this.#remote(gitdir, signal),
      ref: branch,
      remoteRef: branch,
      singleBranch: true,
      tags: false,
    });
    return fetchHead;
  }

  async #push(
    options: {
      parent: string | undefined;
      place: PinPlace;
      text: string;
      tree?: string;
      message: string;
    },
    signal: AbortSignal,
  ): Promise<'pushed' | 'behind'> {
    const { message, parent, place, text, tree: content } = options;
    signal.throwIfAborted();
    const gitdir = await this.#copy();
    const blob = await git.writeBlob({
      fs,
      gitdir,
      blob: new TextEncoder().encode(text),
    });
    const tree = await withPlaced({ fs, gitdir }, parent, [
      { path: place.file, oid: blob, type: 'blob' },
      ...(place.folder !== undefined && content !== undefined
        ? [{ path: place.folder, oid: content, type: 'tree' as const }]
        : []),
    ]);
    const ref = 'refs/heads/sluice-next';
    await git.commit({
      fs,
      gitdir,
      ref,
      message,
      tree,
      parent: parent === undefined ? [] : [parent],
      author: this.#author,
      committer: this.#author,
    });
    try {
      await git.push({
        ...this.#remote(gitdir, signal),
        ref,
        remoteRef: `refs/heads/${this.#branch}`,
      });
      return 'pushed';
    } catch (error) {
      if (isBehind(error)) return 'behind';
      throw error;
    }
  }

  #remote(gitdir: string, signal: AbortSignal) {
    const credentials = this.#credentials;
    return {
      fs,
      gitdir,
      http: this.#transport(signal),
      url: this.#url,
      remote: 'origin',
      ...(credentials && {
        onAuth: () => credentials,
        // Asking again with the same would go on for ever.
        onAuthFailure: () => ({ cancel: true }),
      }),
    };
  }

  async #copy(): Promise<string> {
    this.#gitdir ??= (async () => {
      const gitdir = await mkdtemp(join(tmpdir(), 'sluice-pins-'));
      await git.init({ fs, gitdir, bare: true });
      await git.addRemote({ fs, gitdir, remote: 'origin', url: this.#url });
      return gitdir;
    })();
    return this.#gitdir;
  }

  async #reachable(
    gitdir: string,
    head: string,
    place: PinPlace,
  ): Promise<PinCommit[]> {
    const found = new Map<string, KnownCommit>();
    const open = [head];
    while (open.length > 0) {
      const oid = open.pop()!;
      if (found.has(oid)) continue;
      const commit = await this.#commit(gitdir, oid);
      found.set(oid, commit);
      open.push(...commit.parents);
    }
    const rank = generations(found, head);
    const ordered = [...found.values()].sort(
      (a, b) => rank.get(b.oid)! - rank.get(a.oid)! || b.at - a.at,
    );
    const commits: PinCommit[] = [];
    for (const { parents, ...commit } of ordered) {
      const parentBlobs: Array<string | undefined> = [];
      for (const parent of parents) {
        parentBlobs.push(await this.#held(gitdir, parent, place));
      }
      const blob = await this.#held(gitdir, commit.oid, place);
      commits.push({ ...commit, ...(blob && { blob }), parentBlobs });
    }
    return commits;
  }

  async #commit(gitdir: string, oid: string): Promise<KnownCommit> {
    const known = this.#commits.get(oid);
    if (known) return known;
    const { commit }: ReadCommitResult = await git.readCommit({
      fs,
      gitdir,
      oid,
    });
    const read: KnownCommit = {
      oid,
      at: commit.committer.timestamp * 1000,
      author: `${commit.author.name} <${commit.author.email}>`,
      provenance: readProvenance(commit.message),
      parents: commit.parent,
    };
    this.#commits.set(oid, read);
    return read;
  }

  /** What a commit holds of a pin, as one name: other bytes of the file or of anything in its folder are another. */
  async #held(
    gitdir: string,
    commit: string,
    { file, folder }: PinPlace,
  ): Promise<string | undefined> {
    const blob = await this.#object(gitdir, commit, {
      path: file,
      type: 'blob',
    });
    if (blob === undefined || folder === undefined) return blob;
    const tree = await this.#object(gitdir, commit, {
      path: folder,
      type: 'tree',
    });
    return `${blob}+${tree ?? 'nothing'}`;
  }

  async #object(
    gitdir: string,
    commit: string,
    what: Pick<Placed, 'path' | 'type'>,
  ): Promise<string | undefined> {
    const key = `${commit} ${what.type} ${what.path}`;
    if (!this.#objects.has(key)) {
      this.#objects.set(key, await objectAt({ fs, gitdir }, commit, what));
    }
    return this.#objects.get(key);
  }
}

/** How many commits lie at most between each and the first: a child comes after its parents, whatever their clocks said. */
function generations(
  commits: Map<string, { parents: string[] }>,
  head: string,
): Map<string, number> {
  const rank = new Map<string, number>();
  const open = [head];
  while (open.length > 0) {
    const oid = open.at(-1)!;
    const { parents } = commits.get(oid)!;
    const unranked = parents.filter(parent => !rank.has(parent));
    if (unranked.length > 0) {
      open.push(...unranked);
    } else {
      open.pop();
      rank.set(oid, 1 + Math.max(0, ...parents.map(each => rank.get(each)!)));
    }
  }
  return rank;
}

/** Whether a push was refused because the branch had been moved. Anything else may have moved it. */
function isBehind(error: unknown): boolean {
  const { code, data } = error as {
    code?: string;
    data?: { prettyDetails?: string; reason?: string };
  };
  if (code === 'PushRejectedError') return data?.reason === 'not-fast-forward';
  // The server compares and sets: what it answers where somebody was faster between its two looks at the branch.
  return (
    code === 'GitPushError' &&
    /fetch first|non-fast-forward|failed to update ref|cannot lock ref|incorrect old value/i.test(
      data?.prettyDetails ?? '',
    )
  );
}
