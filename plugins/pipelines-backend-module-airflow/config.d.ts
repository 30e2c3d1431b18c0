export interface Config {
  pipelines?: {
    /**
     * The Airflow instances that Sluice reads runs and DAGs from. Each is read by itself: one that is down stops no other.
     */
    airflow?: Array<{
      /**
       * The source's id. Unique and stable: the history of its runs hangs on it. For example `airflow-prod`.
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
       * The base of the web server or API server, without `/api/v1` or `/api/v2`: which of the two it speaks is found
       * out.
       */
      url: string;
      /**
       * Where people reach Airflow, for links. Default: `url`.
       */
      uiUrl?: string;
      /**
       * How to log in. A user with the role Viewer is enough.
       */
      auth:
        | {
            /**
             * Airflow 2.x with the `basic_auth` backend.
             */
            type: 'basic';
            username: string;
            /**
             * @visibility secret
             */
            password: string;
          }
        | {
            /**
             * A token that something else renews.
             */
            type: 'bearer';
            /**
             * @visibility secret
             */
            token: string;
          }
        | {
            /**
             * Airflow 3.x: name and password buy a token, which is renewed before it expires.
             */
            type: 'token';
            username: string;
            /**
             * @visibility secret
             */
            password: string;
            /**
             * Default `/auth/token`, below `url`.
             */
            path?: string;
          };
      /**
       * How often it is read.
       */
      schedule?: {
        /**
         * Seconds between the starts of two sweeps. Default 30.
         */
        intervalSeconds?: number;
        /**
         * Seconds that a sweep may take, at most 60; the next one goes on where it stopped. Default 55.
         */
        timeoutSeconds?: number;
      };
      tls?: {
        /**
         * Path of a PEM file with the certificate authorities to trust, in addition to the well-known ones.
         */
        ca?: string;
        /**
         * `false` accepts any certificate, also one that an attacker made. Default true.
         */
        rejectUnauthorized?: boolean;
      };
      /**
       * Which DAGs to read.
       */
      dags?: {
        /**
         * Regular expression that a dag_id has to match. Default: all.
         */
        include?: string;
        /**
         * Regular expression of dag_ids to leave out.
         */
        exclude?: string;
      };
      /**
       * The release units whose pins this Airflow reads, for the git deployer: it then waits until Airflow has picked a
       * release up, and looks at what really ran. Needs the git module.
       */
      pins?: Array<{
        /**
         * The release unit.
         */
        unit: string;
        /**
         * Airflow 3: the name of the versioned bundle (`GitDagBundle`) that follows the deployer's branch. Without it, DAGs are
         * expected to have a tag `sluice:<unit>@<commit>`, which whoever puts the files there sees to.
         */
        bundle?: string;
      }>;
      /**
       * How many days back the first sweep reads. Default 30.
       */
      historyDays?: number;
    }>;
  };
}
