import { type SloDefinition, writeSlo } from '@sluice/plugin-pipelines-common';
import type { JsonValue } from '@backstage/types';
import type { Knex } from 'knex';
import type { DecisionApprovals } from './DecisionApprovals';
import type { DecisionStore } from './DecisionStore';

/** Who reads definitions: the portal can't know who changed the entity. */
const READER = 'system:catalog';

/** A promise that became looser. @internal */
export type Loosened = {
  sloId: number;
  before: SloDefinition;
  after: SloDefinition;
};

/**
 * Records that promises became looser, each as a decision that waits for people. The definition counts from when it was read all the same;
 * until the decision is confirmed, both figures are shown.
 *
 * @internal
 */
export class Loosenings {
  readonly #decisions: DecisionStore;
  readonly #approvals: DecisionApprovals;

  constructor(options: {
    decisions: DecisionStore;
    approvals: DecisionApprovals;
  }) {
    this.#decisions = options.decisions;
    this.#approvals = options.approvals;
  }

  /**
   * Looks up who could confirm, before the transaction.
   *
   * @returns records them in the transaction in which the definitions are written
   */
  async prepare(
    loosened: Omit<Loosened, 'sloId'>[],
  ): Promise<
    (ids: number[], at: string, tx: Knex.Transaction) => Promise<void>
  > {
    if (loosened.length === 0) return async () => {};
    const ask = await this.#approvals.prepareLoosening(READER);
    return async (ids, at, tx) => {
      for (const [i, { after, before }] of loosened.entries()) {
        const { decision, isNew } = await this.#decisions.add(
          {
            sloId: ids[i],
            kind: 'loosened-target',
            fromAt: at,
            // From then on, without an end.
            toAt: at,
            reason: differenceOf(before, after),
            decidedBy: READER,
            decidedAt: at,
            idempotencyKey: `loosened ${at}`,
          },
          tx,
        );
        if (isNew) await ask(decision, tx);
      }
    };
  }
}

/** What differs between two definitions, in words. @internal */
export function differenceOf(
  before: SloDefinition,
  after: SloDefinition,
): string {
  const [was, is] = [flat(writeSlo(before)), flat(writeSlo(after))];
  const fields = [...new Set([...was.keys(), ...is.keys()])];
  const words = fields
    .filter(field => was.get(field) !== is.get(field))
    .map(
      field =>
        `${field} is ${is.get(field) ?? 'not set'} instead of ${
          was.get(field) ?? 'not set'
        }`,
    );
  return `Read from the entity: ${words.join('; ')}`.slice(0, 2000);
}

function flat(value: JsonValue | undefined, path = ''): Map<string, string> {
  if (value === undefined || value === null) return new Map();
  if (typeof value !== 'object' || Array.isArray(value)) {
    return new Map([
      [path, Array.isArray(value) ? value.join(', ') : String(value)],
    ]);
  }
  return new Map(
    Object.entries(value).flatMap(([name, own]) => [
      ...flat(own, path ? `${path}.${name}` : name),
    ]),
  );
}
