import type { Entity } from '@backstage/catalog-model';
import type { RunBatch, RunSource } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';

/** The midnight of Berlin before the morning of the tick. */
export const MIDNIGHT = Date.parse('2026-11-20T23:00:00.000Z');
/** 06:10 in Berlin: the deadline of the day has just passed. */
export const NOW = new Date('2026-11-21T05:10:00.000Z');

export const HOUR_MS = 3600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Rows in a batch, which is written in one transaction. */
export const BATCH = 400;

/** Promises of one kind, with what became of them. */
export interface Workload {
  /** In the lines that are printed. */
  readonly name: string;
  readonly technology: RunSource['technology'];
  /** So many pipelines, unless `PIPELINES` says otherwise. */
  readonly pipelines: number;
  /** Rows of a tick at 28 and 365 days are compared at this size: more of it says nothing more. */
  readonly flatPipelines: number;
  /** Pipelines that each make one promise. */
  entities(count: number): Entity[];
  /** The days up to the tick, but what comes in the tick: that is of the first `changed` pipelines. */
  history(count: number, days: number, changed: number): Iterable<RunBatch>;
  /** What is new in the tick. */
  tick(changed: number): RunBatch;
  /** @throws Error unless about as much was judged as there is, so that nothing is measured that wasn't done */
  check(database: Knex, count: number, days: number): Promise<void>;
}

export const nameOf = (index: number) =>
  `pipeline-${String(index).padStart(5, '0')}`;

export const iso = (at: number) => new Date(at).toISOString();

/** An entity with one promise. */
export function promising(
  index: number,
  options: { type: string; annotation: string; slo: object },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: nameOf(index),
      annotations: { [options.annotation]: nameOf(index) },
    },
    spec: {
      type: options.type,
      lifecycle: 'production',
      owner: 'group:default/bench',
      slos: [options.slo],
    },
  } as Entity;
}

/** @throws Error if there are fewer than 95 % of `expected` */
export function requireAbout(found: number, expected: number, what: string) {
  if (found < expected * 0.95) {
    throw new Error(`Only ${found} ${what} of about ${expected}`);
  }
}
