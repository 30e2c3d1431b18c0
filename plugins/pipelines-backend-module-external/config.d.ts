export interface Config {
  pipelines?: {
    /** Lets jobs that exist already deploy. */
    external?: {
      deployers?: Array<{
        /**
         * Unique. The deployer is called `external:<id>`, and promotions remember it by that.
         */
        id: string;
        /**
         * As people call it. Default: made from the id.
         */
        title?: string;
        /**
         * The release units that the job deploys.
         */
        units: string[];
        /**
         * Names under `pipelines.environments`.
         */
        environments: string[];
        /**
         * How the job is told that a release may go.
         */
        webhook: {
          url: string;
          /**
           * Signs what is sent; at least 16 characters.
           * @visibility secret
           */
          secret: string;
          /**
           * 1 to 120. Default: 10.
           */
          timeoutSeconds?: number;
        };
        /**
         * Where the job says what runs; `{environment}` and `{unit}` are put in. Without it, what it reported last counts.
         */
        statusUrl?: string;
        reports: {
          /**
           * With which the job signs its reports; at least 16 characters, and another one than that of the webhook.
           * @visibility secret
           */
          secret: string;
          /**
           * After so many hours a report doesn't say any more what runs. Default: 168.
           */
          trustedHours?: number;
        };
        /**
         * How long the job may take. 1 to 1440. Default: 60.
         */
        timeoutMinutes?: number;
        /**
         * What going back costs where no migration is between. Default: `stateful`.
         */
        rollbackClass?: 'repointable' | 'stateful';
      }>;
    };
  };
}
