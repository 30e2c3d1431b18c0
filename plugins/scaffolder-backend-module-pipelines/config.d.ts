export interface Config {
  pipelines?: {
    /**
     * What actions of software templates for pipelines keep to.
     */
    scaffolder?: {
      /**
       * How what templates make is called.
       */
      names?: {
        /**
         * Regular expression that a name has to match as a whole. Default: lower-case words of letters and digits, joined by dashes, that
         * begin with a letter.
         */
        pattern?: string;
        /**
         * The pattern in words, for whom it refuses. Has to be set with `pattern`.
         */
        description?: string;
        /**
         * The longest a name may be, from 1 to 63. Default 63.
         */
        maxLength?: number;
        /**
         * Names that nothing may have, in lower case, besides those that are always reserved: `all`, `default`, `new`, `none`, `pipelines`,
         * `test`, `unknown` and the names of environments.
         */
        reserved?: string[];
      };
      /**
       * Where `pipelines:repo:init` makes repositories, for a portal without a forge. Without it the action refuses: use the publish
       * actions of Backstage then.
       */
      repositories?: {
        /**
         * A folder on the host of the backend, absolute or relative to where the backend runs. It is made if there is none.
         */
        folder: string;
      };
    };
  };
}
