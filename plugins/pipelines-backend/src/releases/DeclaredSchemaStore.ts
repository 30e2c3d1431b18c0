import type { Knex } from 'knex';
import { SLICE_ROWS, slices } from '../database/slices';

/** A schema that a release declares. @internal */
export type DeclaredSchema = { subject: string; fingerprint: string };

/** The first release that declared a schema. @internal */
export type SchemaOrigin = DeclaredSchema & {
  releaseId: number;
  unit: string;
  sequence: number;
  label: string | null;
};

/** Keeps which schemas releases declare (`manifests.schemas`). Nothing is decided here. @internal */
export class DeclaredSchemaStore {
  async add(
    releaseId: number,
    schemas: DeclaredSchema[],
    tx: Knex,
  ): Promise<void> {
    const rows = schemas.map(each => ({ release_id: releaseId, ...each }));
    for (let i = 0; i < rows.length; i += SLICE_ROWS) {
      await tx('release_schemas').insert(rows.slice(i, i + SLICE_ROWS));
    }
  }

  /** Of each of these the first release that declared it so; those that none did are left out. */
  async origins(schemas: DeclaredSchema[], db: Knex): Promise<SchemaOrigin[]> {
    const wanted = new Set(schemas.map(keyOf));
    const prints = [...new Set(schemas.map(each => each.fingerprint))];
    const first = new Map<string, SchemaOrigin>();
    for await (const slice of slices(prints)) {
      const rows: SchemaOrigin[] = await db('release_schemas')
        .join('releases', 'releases.id', 'release_schemas.release_id')
        .whereIn('release_schemas.fingerprint', slice)
        .orderBy('releases.id')
        .select('subject', 'fingerprint', 'unit', 'sequence', 'label', {
          releaseId: 'releases.id',
        });
      for (const row of rows) {
        const key = keyOf(row);
        if (wanted.has(key) && !first.has(key)) first.set(key, row);
      }
    }
    return [...first.values()];
  }
}

function keyOf({ fingerprint, subject }: DeclaredSchema): string {
  return `${fingerprint} ${subject}`;
}
