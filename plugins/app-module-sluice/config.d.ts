export interface Config {
  auth?: {
    providers?: {
      /** Demo sign-in as one of several people. The page only looks whether it is on. */
      persona?: {
        /**
         * True shows the people to choose from instead of a sign-in button.
         * @visibility frontend
         */
        enabled?: boolean;
      };
    };
  };
  sluice?: {
    signIn?: {
      /**
       * What the sign-in page offers, in this order: `github`, `oidc`. Each needs its own `auth.providers.<name>`.
       * Not read while the demo sign-in is on.
       * @visibility frontend
       */
      providers?: Array<'github' | 'oidc'>;
    };
  };
}
