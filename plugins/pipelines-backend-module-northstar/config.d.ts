export interface Config {
  pipelines?: {
    /** The embedded demo fleet of Northstar Retail, which does not exist. */
    northstar?: {
      /** Simulates the fleet's runs. Nothing of the demo loads without it. Default: false. */
      enabled?: boolean;
      /** Another seed makes another history. Changing it later changes runs that were shown before. Default: "northstar". */
      seed?: string;
      /** Days of history that the first start makes: 1 to 365. Default: 90. */
      historyDays?: number;
      /** Seconds between two sweeps of each simulated source: 5 to 3600. Default: 15. */
      tickSeconds?: number;
      /** While this folder holds a file `<source id>.down`, that source can't be reached. Default: none, so nothing is ever taken down. */
      outagesDir?: string;
      /** Deployments to the simulated environments. Without it the simulator runs what its own history says, and deploys nothing. */
      deployments?: {
        /**
         * Keeps what was deployed, and `commands.jsonl`, in which people stage what goes wrong. Several processes may share it. From its
         * first use on only deployments change what the fleet runs.
         */
        dir: string;
        /** Seconds that a step takes: 0 to 600. Default: 3. */
        stepSeconds?: number;
      };
    };
  };
}
