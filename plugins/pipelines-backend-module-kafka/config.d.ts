export interface Config {
  pipelines?: {
    /**
     * The Kafka clusters whose consumer groups Sluice reads. Each is read by itself: one that is down stops no other, nor the backend.
     */
    kafka?: Array<{
      /**
       * The source's id. Unique and stable: the history of its groups hangs on it. For example `kafka-prod`.
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
       * Brokers to begin with, each as `host:port`. The others are found out.
       */
      bootstrap: string[];
      /**
       * What brokers call this client in their logs and quotas. Default `sluice`.
       */
      clientId?: string;
      /**
       * `true` for TLS with the well-known authorities. Default: no TLS.
       */
      tls?:
        | boolean
        | {
            /**
             * Path of a PEM file with the certificate authorities to trust, in addition to the well-known ones.
             */
            ca?: string;
            /**
             * Path of a PEM file with the certificate of this client, where brokers ask for one.
             */
            cert?: string;
            /**
             * Path of a PEM file with the key of that certificate.
             */
            key?: string;
            /**
             * `false` accepts any certificate, also one that an attacker made. Default true.
             */
            rejectUnauthorized?: boolean;
          };
      /**
       * How to log in. Default: not at all.
       */
      sasl?:
        | {
            mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
            username: string;
            /**
             * @visibility secret
             */
            password: string;
          }
        | {
            mechanism: 'OAUTHBEARER';
            /**
             * A token that something else renews.
             * @visibility secret
             */
            token?: string;
            /**
             * Where client id and secret buy a token (OAuth 2.0 client credentials), which is renewed before it expires.
             */
            tokenUrl?: string;
            clientId?: string;
            /**
             * @visibility secret
             */
            clientSecret?: string;
            scope?: string;
          }
        | {
            /**
             * Amazon MSK with IAM: credentials come from the environment, as the AWS SDK finds them.
             */
            mechanism: 'AWS_MSK_IAM';
            region: string;
          };
      /**
       * Which consumer groups to read.
       */
      groups?: {
        /**
         * Regular expression that a group's id has to match. Default: all.
         */
        include?: string;
        /**
         * Regular expression of groups to leave out.
         */
        exclude?: string;
      };
      /**
       * Which topics to read.
       */
      topics?: {
        /**
         * Regular expression that a topic's name has to match. Default: all.
         */
        include?: string;
        /**
         * Regular expression of topics to leave out.
         */
        exclude?: string;
        /**
         * Regular expression of topics that are written in transactions. The marker that ends one is never read, so a lag of 1 at rest is
         * none there.
         */
        transactional?: string;
        /**
         * Names of dead-letter topics, in which `<topic>` stands for a topic, `<group>` for a consumer group and `*` for anything. Default
         * `<topic>.dlq`, `<topic>.dlt` and `error.<topic>.<group>`; an empty list: none.
         */
        deadLetters?: string[];
      };
      /**
       * How what groups commit is read.
       */
      commits?: {
        /**
         * Whether commits are read one by one, each with its own time, besides the offsets that they come to: a consumer that commits the same
         * offset again and one that commits nothing are then told apart for certain. Takes Read on Topic `__consumer_offsets`, and one
         * request a broker and sweep. Default false.
         */
        tail?: boolean;
      };
      /**
       * Whether groups that no catalog entity names become entities of their own. Default false: they are listed under Streams all the
       * same.
       */
      discover?: boolean;
      /**
       * What people may ask for on it, once others approved: `reset-offsets` puts consumer groups without members to other offsets,
       * `replay-dead-letters` copies dead letters back into their topic. Both need more rights in Kafka than reading does. Default: nothing.
       */
      operations?: Array<'reset-offsets' | 'replay-dead-letters'>;
      /**
       * How often it is read.
       */
      schedule?: {
        /**
         * Seconds between the starts of two sweeps, from 5 on. Default 15.
         */
        intervalSeconds?: number;
        /**
         * Seconds that a sweep may take, at most 60. Default 30.
         */
        timeoutSeconds?: number;
        /**
         * Seconds between two readings of where logs begin and what is newest in them, from 30 on. Default 300.
         */
        anchorsSeconds?: number;
        /**
         * Seconds between two readings of groups in which nothing moves, and that no freshness SLO is about, from 5 on. Up to the
         * interval: they are read in every sweep, like the others. Default 60.
         */
        quietSeconds?: number;
      };
      /**
       * At most so many requests are sent a second. Default 100.
       */
      requestsPerSecond?: number;
    }>;
  };
}
