export interface Config {
  pipelines?: {
    /**
     * The Kafka Connect clusters whose connectors Sluice reads. Each is read by itself: one that is down stops no other, nor the backend.
     */
    kafkaConnect?: Array<{
      /**
       * The source's id. Unique and stable. For example `connect-prod`.
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
       * Names under `pipelines.kafka` of the clusters that it works on. Default: all those of its environment.
       */
      clusters?: string[];
      /**
       * The base of the REST API of any of its workers, or of what stands before them.
       */
      url: string;
      /**
       * How to log in. Default: not at all.
       */
      auth?:
        | {
            type: 'basic';
            username: string;
            /**
             * @visibility secret
             */
            password: string;
          }
        | {
            type: 'bearer';
            /**
             * @visibility secret
             */
            token: string;
          };
      /**
       * TLS, where the well-known authorities are not enough.
       */
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
       * What people may ask for on it, once others approved: `pause-connector`, `resume-connector`. The login needs the right to change
       * connectors then. Default: nothing.
       */
      operations?: Array<'pause-connector' | 'resume-connector'>;
      /**
       * How often it is read.
       */
      schedule?: {
        /**
         * Seconds between the starts of two sweeps, from 5 on. Default 30.
         */
        intervalSeconds?: number;
        /**
         * Seconds that a sweep may take, at most 60. Default 30.
         */
        timeoutSeconds?: number;
      };
    }>;
  };
}
