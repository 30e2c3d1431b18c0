import type { People, Times } from './engine';

/** How a replica is started: its only argument, as JSON. */
export type ReplicaOptions = {
  connection: string;
  logDir: string;
  units: string[];
  times: Times;
  /** Where it dies, whichever it meets first; none if it is killed from outside. */
  boundaries: string[];
  /** Folder in which it says where it died, in a file named after its process. */
  graveDir: string;
};

/** What a replica is asked to do. */
export type Command = { id: number; call: keyof People; with: unknown };

/** What came of it. */
export type Answer = {
  id: number;
  result?: unknown;
  error?: { name: string; message: string; stack?: string };
};
