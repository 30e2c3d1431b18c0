export interface Config {
  pipelines?: {
    /**
     * The Snowflake accounts that Sluice reads, one entry for each environment. Each is read by itself: one that is down stops no other.
     */
    snowflake?: Array<{
      /**
       * The source's id. Unique and stable: history hangs on it. For example `snowflake-prod`.
       */
      name: string;
      /**
       * As people call it. Default: the name.
       */
      title?: string;
      /**
       * One of the names under `pipelines.environments`.
       */
      environment: string;
      /**
       * The identifier of the account, `<organization>-<account>`.
       */
      account: string;
      /**
       * Where to reach it, if not at the address that follows from the account: PrivateLink, a proxy, an emulator.
       */
      url?: string;
      /**
       * How to log in.
       */
      auth:
        | {
            /**
             * By an RSA key whose public half is set on the user. It has either `privateKey` or `privateKeyFile`.
             */
            type: 'key-pair';
            username: string;
            /**
             * PEM; `\n` may stand for line ends.
             * @visibility secret
             */
            privateKey?: string;
            /**
             * Of a PEM file, read at each login; a relative one counts from the folder in which the backend runs.
             */
            privateKeyFile?: string;
            /**
             * Of an encrypted key.
             * @visibility secret
             */
            passphrase?: string;
          }
        | {
            /**
             * Of an emulator on this machine. Refused without `url`, and for any host of Snowflake.
             */
            type: 'emulator-password';
            username: string;
            /**
             * @visibility secret
             */
            password: string;
          };
      /**
       * Default: that of the user.
       */
      role?: string;
      /**
       * Default: that of the user. One of its own, X-Small, with AUTO_SUSPEND = 60 is best.
       */
      warehouse?: string;
      /**
       * The database of this environment: tables that are declared as `SCHEMA.TABLE` are looked for in it.
       */
      database: string;
      /**
       * Set on each statement, so that what Sluice itself costs can be told from the rest. Default: `sluice`.
       */
      queryTag?: string;
      /**
       * IANA zone of timestamps without one (TIMESTAMP_NTZ, DATE) in loaded-at columns. Default: UTC.
       */
      timezone?: string;
      /**
       * Tables whose age is read besides those that entities name by the annotation `sluice.dev/snowflake-table`. The first entry that
       * takes a table counts.
       */
      tables?: Array<{
        /**
         * `SCHEMA.TABLE` or `DATABASE.SCHEMA.TABLE`; `*` in a schema or table stands for any characters.
         */
        name: string;
        /**
         * The column that says when a row was loaded. Default: LAST_ALTERED of the table, which a change of its definition moves too.
         */
        loadedAtColumn?: string;
        /**
         * IANA zone of timestamps without one in these tables. Default: that of the account.
         */
        timezone?: string;
      }>;
      /**
       * Count the rows that COPY INTO and Snowpipe loaded into declared tables, by hour. Default: false.
       */
      loads?: boolean;
      /**
       * Show tasks whose last run failed. Default: false.
       */
      tasks?: boolean;
      /**
       * Read the credits of warehouses and query tags, by hour. Default: false.
       */
      costs?: boolean;
      /**
       * So many days of costs are read the first time. 0 to 365, default 30.
       */
      costBackDays?: number;
      /**
       * Seconds between the starts of two sweeps. At least 60, default 600.
       */
      intervalSeconds?: number;
      /**
       * What reading may use, so that the portal itself never causes a credit spike.
       */
      limits?: {
        /**
         * Statements in one sweep, tries again too. 1 to 1000, default 40.
         */
        statementsPerSweep?: number;
        /**
         * Seconds of warehouse time in a day (UTC), counted as if nobody else used the warehouse: 60 at least each time that it resumes. 60
         * to 86400, default 10800.
         */
        warehouseSecondsPerDay?: number;
        /**
         * Snowflake ends a statement of ours after so many seconds. 1 to 300, default 30.
         */
        statementTimeoutSeconds?: number;
        /**
         * Rows that one statement brings: tables of a database, costs. 100 to 1000000, default 50000.
         */
        maxRows?: number;
      };
    }>;
  };
}
