import type { Knex } from 'knex';
import type { SloChange } from './sloRecords';

/** Something that changed in what a pipeline promises, or in what counts. Times are ISO 8601 in UTC. @internal */
export type PromiseChange =
  | {
      type: 'version';
      at: string;
      sloName: string;
      change: SloChange;
      /** Percent; undefined for the first version. */
      targetBefore: number | undefined;
      target: number;
    }
  | {
      type: 'decision';
      at: string;
      sloName: string;
      state: 'proposed' | 'confirmed' | 'withdrawn';
    };

type Period = { from: string; to: string };

/** How the promises that a pipeline counts for changed, and what people decided about them. @internal */
export class PromiseHistory {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** What changed in [from, to), oldest first. */
  async ofPipeline(
    pipelineId: number,
    period: Period,
  ): Promise<PromiseChange[]> {
    const found = [
      ...(await this.#versions(pipelineId, period)),
      ...(await this.#decisions(pipelineId, period)),
    ];
    return found.sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  async #versions(pipelineId: number, period: Period) {
    const rows: Array<Record<string, any>> = await this.#ofSlos(
      'slo_versions',
      pipelineId,
    )
      .where('valid_from', '<', period.to)
      .orderBy(['slo_versions.slo_id', 'valid_from', 'slo_versions.id'])
      .select('slo_versions.*', 'slos.name');
    return rows.flatMap((row, i): PromiseChange[] => {
      const previous = rows[i - 1];
      return row.valid_from < period.from
        ? []
        : [
            {
              type: 'version',
              at: row.valid_from,
              sloName: row.name,
              change: row.change,
              targetBefore:
                previous?.slo_id === row.slo_id ? previous.target : undefined,
              target: row.target,
            },
          ];
    });
  }

  async #decisions(pipelineId: number, { from, to }: Period) {
    const rows: Array<Record<string, any>> = await this.#ofSlos(
      'slo_decisions',
      pipelineId,
    )
      .where('decided_at', '<', to)
      .where(since =>
        since
          .where('decided_at', '>=', from)
          .orWhere('confirmed_at', '>=', from)
          .orWhere('withdrawn_at', '>=', from),
      )
      .select('slo_decisions.*', 'slos.name');
    return rows.flatMap(row =>
      (
        [
          ['proposed', row.decided_at],
          ['confirmed', row.confirmed_at],
          ['withdrawn', row.withdrawn_at],
        ] as const
      )
        .filter(([, at]) => at !== null && at >= from && at < to)
        .map(
          ([state, at]): PromiseChange => ({
            type: 'decision',
            at,
            sloName: row.name,
            state,
          }),
        ),
    );
  }

  #ofSlos(table: string, pipelineId: number): Knex.QueryBuilder {
    return this.#database(table)
      .join('slos', 'slos.id', `${table}.slo_id`)
      .whereIn(
        `${table}.slo_id`,
        this.#database('slo_members')
          .where({ pipeline_id: pipelineId })
          .select('slo_id'),
      );
  }
}
