export interface Config {
  pipelines?: {
    /**
     * The schema registries that Sluice reads. Each is read by itself: one that is down stops no other, nor the backend.
     */
    schemaRegistries?: Array<{
      /**
       * The source's id. Unique and stable: what is known of its versions hangs on it. For example `registry-prod`.
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
       * Names under `pipelines.kafka` of the clusters whose messages it describes. Default: all those of its environment.
       */
      clusters?: string[];
      /**
       * The base of its Confluent-compatible API: `https://registry.example.com`, or of Apicurio
       * `https://registry.example.com/apis/ccompat/v7`.
       */
      url: string;
      /**
       * How to log in. Reading subjects, versions and levels is enough. Default: not at all.
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
       * What it is, where the URL doesn't tell. Apicurio says `NONE` of a subject that has no level of its own, although the level of the
       * registry holds. Default: `apicurio` for a URL with `/apis/ccompat/`, else `confluent`.
       */
      product?: 'confluent' | 'apicurio';
      /**
       * Which subjects to read, and which topics they are about.
       */
      subjects?: {
        /**
         * Regular expression that a subject has to match. Default: all.
         */
        include?: string;
        /**
         * Regular expression of subjects to leave out.
         */
        exclude?: string;
        /**
         * How producers name subjects: `topic` for `<topic>-key` and `<topic>-value` (TopicNameStrategy), `topic-record` for
         * `<topic>-<record>` (TopicRecordNameStrategy), `record` for the name of the record alone (RecordNameStrategy). Default `topic`.
         */
        strategy?: 'topic' | 'topic-record' | 'record';
        /**
         * The topics of subjects whose names don't tell, by subject: with `record` all that should show beside a topic.
         */
        topics?: { [subject: string]: string[] };
      };
      /**
       * How often it is read.
       */
      schedule?: {
        /**
         * Seconds between the starts of two sweeps, from 10 on. Default 120.
         */
        intervalSeconds?: number;
        /**
         * Seconds that a sweep may take, at most 60; the next one goes on where it stopped. Default 55.
         */
        timeoutSeconds?: number;
      };
    }>;
  };
}
