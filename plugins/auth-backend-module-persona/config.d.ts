export interface Config {
  auth?: {
    providers?: {
      /**
       * Demo sign-in as one of several people, without a password. Never for production: the backend refuses to start
       * with it when NODE_ENV is production, or when backend.listen.host is anything but loopback.
       */
      persona?: {
        /**
         * Has to be true wherever the module is installed: it says that whoever can reach this backend may act as any
         * of the demo's people.
         */
        enabled: boolean;
      };
    };
  };
}
