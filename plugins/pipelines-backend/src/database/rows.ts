type Row = Record<string, unknown>;

/**
 * Translates between records (camel case, parsed) and rows (snake case, JSON as text, booleans as the database has them).
 *
 * @internal
 */
export class RowMapping<R extends object> {
  readonly #json: ReadonlySet<string>;
  readonly #booleans: ReadonlySet<string>;
  readonly #renamed: Record<string, string>;
  /** Names are translated once: rows are read by the thousand. */
  readonly #columns = new Map<string, string>();
  readonly #keys: Map<string, string>;

  constructor(options: {
    json?: Array<keyof R & string>;
    booleans?: Array<keyof R & string>;
    /** Where the column isn't the name in snake case. */
    renamed?: Partial<Record<keyof R & string, string>>;
  }) {
    this.#json = new Set(options.json);
    this.#booleans = new Set(options.booleans);
    this.#renamed = (options.renamed ?? {}) as Record<string, string>;
    this.#keys = new Map(
      Object.entries(this.#renamed).map(([key, column]) => [column, key]),
    );
  }

  /** @returns the columns of what the record has; a value that is undefined is left out */
  toRow(record: Partial<R>): Row {
    return Object.fromEntries(
      Object.entries(record).flatMap(([key, value]) =>
        value === undefined
          ? []
          : [
              [
                this.#columnOf(key),
                this.#json.has(key) && value !== null
                  ? JSON.stringify(value)
                  : value,
              ],
            ],
      ),
    );
  }

  toRecord(row: Row): R {
    return Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        const key = this.#keyOf(column);
        if (this.#json.has(key) && typeof value === 'string') {
          return [key, JSON.parse(value)];
        }
        return [key, this.#booleans.has(key) ? Boolean(value) : value];
      }),
    ) as R;
  }

  #columnOf(key: string): string {
    const known = this.#columns.get(key) ?? this.#renamed[key] ?? snake(key);
    this.#columns.set(key, known);
    return known;
  }

  #keyOf(column: string): string {
    const known = this.#keys.get(column) ?? camel(column);
    this.#keys.set(column, known);
    return known;
  }
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, c => `_${c.toLocaleLowerCase('en-US')}`);
}

function camel(column: string): string {
  return column.replace(/_([a-z])/g, (_, c) => c.toLocaleUpperCase('en-US'));
}
