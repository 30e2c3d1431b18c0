import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { People } from './engine';
import { nextBoundaries } from './boundaries';
import type { Answer, Command, ReplicaOptions } from './messages';

/** One that meets none of its boundaries in this time is killed where it happens to be. */
const PATIENCE_MS = 10_000;
/** So many boundaries are waited for at once. */
const AIMS = 4;
/** The share of kills at a time rather than at a place. */
const RANDOM_SHARE = 0.3;

/** How a kill is counted that met none of them. */
export const AT_RANDOM = 'at random';

type Replica = {
  child: ChildProcess;
  isReady: boolean;
  waiting: Map<
    number,
    { resolve(answer: Answer): void; reject(error: Error): void }
  >;
};

/** The worker died before it answered: it may or may not have done what it was asked. */
class Died extends Error {}

/** Replicas that are killed again and again, and start again at once. */
export class Replicas {
  readonly kills = new Map<string, number>();
  /** When each process was killed, in milliseconds since 1970. */
  readonly killedAt = new Map<number, number>();
  readonly startMs: number[] = [];
  /** What a replica that ended by itself left behind: it shouldn't. */
  readonly crashes: string[] = [];
  readonly #options: Omit<ReplicaOptions, 'boundaries'> & {
    program: string;
    stderrFile: string;
    wanted: readonly string[];
  };
  readonly #slots: Array<Replica | undefined>;
  readonly #loops: Promise<void>[] = [];
  #isKilling = true;
  #isOver = false;
  #lastId = 0;

  constructor(
    options: Omit<ReplicaOptions, 'boundaries'> & {
      program: string;
      stderrFile: string;
      wanted: readonly string[];
      count: number;
    },
  ) {
    this.#options = options;
    this.#slots = Array.from({ length: options.count });
  }

  get total(): number {
    return [...this.kills.values()].reduce((a, b) => a + b, 0);
  }

  start(): void {
    for (const slot of this.#slots.keys()) this.#loops.push(this.#live(slot));
  }

  /** From now on they live. */
  spare(): void {
    this.#isKilling = false;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    this.#isKilling = false;
    for (const replica of this.#slots) replica?.child.kill('SIGKILL');
    await Promise.all(this.#loops);
  }

  /** Asks a replica, and another one if it dies, until there is an answer: as a client does that sends its key again. */
  async ask<K extends keyof People>(
    call: K,
    given: Parameters<People[K]>[0],
  ): Promise<Awaited<ReturnType<People[K]>>> {
    for (;;) {
      if (this.#isOver) throw new Error('It is over');
      const ready = this.#slots.filter(each => each?.isReady) as Replica[];
      if (ready.length === 0) {
        await sleep(20);
        continue;
      }
      try {
        const { error, result } = await this.#send(
          ready[Math.floor(Math.random() * ready.length)],
          { id: ++this.#lastId, call, with: given },
        );
        if (error) throw Object.assign(new Error(error.message), error);
        return result as Awaited<ReturnType<People[K]>>;
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        // Lets the news of its death come in first.
        await sleep(20);
      }
    }
  }

  #send(replica: Replica, command: Command): Promise<Answer> {
    return new Promise((resolve, reject) => {
      replica.waiting.set(command.id, { resolve, reject });
      replica.child.send(command, error => {
        if (error) reject(new Died());
      });
    });
  }

  /** One replica after the other in the same place. */
  async #live(slot: number): Promise<void> {
    while (!this.#isOver) {
      const aims = this.#aims();
      const began = Date.now();
      const replica = this.#spawn(aims);
      this.#slots[slot] = replica;
      const ended = new Promise<string>(resolve => {
        replica.child.once('exit', (code, signal) =>
          resolve(signal ?? `exit code ${code}`),
        );
      });
      const isReady = new Promise<void>(resolve => {
        replica.child.once('message', () => {
          this.startMs.push(Date.now() - began);
          replica.isReady = true;
          resolve();
        });
      });
      const how = await Promise.race([
        ended,
        isReady.then(() => this.#shoot(replica, aims.length > 0, ended)),
      ]);
      this.#slots[slot] = undefined;
      for (const each of replica.waiting.values()) each.reject(new Died());
      if (this.#isOver) return;
      if (how !== 'SIGKILL') {
        this.crashes.push(how);
        await sleep(500);
        continue;
      }
      const pid = replica.child.pid!;
      this.killedAt.set(pid, Date.now());
      const grave = path.join(this.#options.graveDir, String(pid));
      const where = fs.existsSync(grave)
        ? fs.readFileSync(grave, 'utf8')
        : AT_RANDOM;
      fs.rmSync(grave, { force: true });
      this.kills.set(where, (this.kills.get(where) ?? 0) + 1);
    }
  }

  /** Waits until it dies of itself, or is killed at some time. */
  async #shoot(
    replica: Replica,
    hasAims: boolean,
    ended: Promise<string>,
  ): Promise<string> {
    const after = hasAims ? PATIENCE_MS : 50 + Math.random() * 1500;
    const first = await Promise.race([
      ended,
      sleep(after, undefined, { ref: false }),
    ]);
    if (first !== undefined) return first;
    while (!hasAims && !this.#isKilling && !this.#isOver) {
      await Promise.race([ended, sleep(100)]);
      if (replica.child.exitCode !== null) return ended;
    }
    replica.child.kill('SIGKILL');
    return ended;
  }

  #aims(): string[] {
    return this.#isKilling && Math.random() > RANDOM_SHARE
      ? nextBoundaries(this.#options.wanted, this.kills, AIMS)
      : [];
  }

  #spawn(boundaries: string[]): Replica {
    const { program, stderrFile, wanted, ...common } = this.#options;
    const options: ReplicaOptions = { ...common, boundaries };
    const stderr = fs.openSync(stderrFile, 'a');
    const child = fork(program, [JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', stderr, 'ipc'],
      execArgv: ['--no-deprecation'],
      // What was compiled once needn't be compiled again by the next one.
      env: { ...process.env, NODE_COMPILE_CACHE: `${program}.cache` },
    });
    fs.closeSync(stderr);
    const replica: Replica = { child, isReady: false, waiting: new Map() };
    child.on('message', (answer: Answer) => {
      replica.waiting.get(answer.id)?.resolve(answer);
      replica.waiting.delete(answer.id);
    });
    child.on('error', () => {});
    return replica;
  }
}
