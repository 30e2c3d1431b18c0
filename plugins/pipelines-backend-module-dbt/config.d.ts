export interface Config {
  pipelines?: {
    /**
     * Where dbt projects leave their artifacts, one entry for each project and environment. Each is read by itself: one that can't be
     * read stops no other.
     */
    dbt?: Array<{
      /**
       * The source's id. Unique and stable: the history of its runs hangs on it. For example `dbt-finance-prod`.
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
       * The name of the dbt project. Default: what manifest.json says, which an old dbt leaves out. If both say it, they have to agree.
       */
      project?: string;
      /**
       * A folder that holds manifest.json, run_results.json and, after `dbt source freshness`, sources.json.
       */
      artifacts:
        | {
            /**
             * A local folder below one of `pipelines.dbtArtifacts.allowedFileRoots`; a relative one counts from the folder in which the
             * backend runs.
             */
            path: string;
            /**
             * Whether CI may hand files over (`PUT /api/pipelines/sources/<name>/artifacts/manifest.json`), which are kept in that folder.
             * Replicas have to share it. Default: false.
             */
            upload?: boolean;
          }
        | {
            /**
             * The base of three URLs that Backstage can read: S3 and the like by `integrations`, other hosts by `backend.reading.allow`.
             */
            url: string;
          };
      /**
       * Selections that are pipelines, besides those that entities name by the annotation `sluice.dev/dbt-selection`. Without the project:
       * `tag:close`, `path:models/marts`, `fct_orders+`.
       */
      selections?: string[];
      /**
       * Seconds between the starts of two sweeps. Default 60.
       */
      intervalSeconds?: number;
    }>;
    dbtArtifacts?: {
      /**
       * Folders from which artifacts may be read; relative ones count from the folder in which the backend runs. Default: none.
       */
      allowedFileRoots?: string[];
      /**
       * A file that is handed over may have so many MiB. At most 256. Default 128.
       */
      maxUploadMegabytes?: number;
    };
  };
}
