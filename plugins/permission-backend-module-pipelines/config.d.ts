export interface Config {
  /**
   * Who may do what with pipelines: roles by membership. Whoever has none of them may read pipelines and sources only.
   */
  pipelinesPolicy?: {
    /**
     * Entity refs of the groups (or single users) that hold each role. `name` alone means `group:default/name`. People
     * may hold several.
     */
    roles?: {
      /** Request promotions and exemptions for pipelines that they or their groups own, and vote on those of others. */
      dataEngineers?: string[];
      /** May do everything. */
      platformEngineers?: string[];
      /** Read releases, promotions and exemptions, and vote. */
      financeControllers?: string[];
      /** Read everything, the ledger included; change nothing. */
      auditors?: string[];
    };
    /**
     * Pipelines with one of these classifications are visible only to their owners, auditors and platform engineers.
     * Any of: sox, pii, internal. Default: none.
     */
    restrictedClassifications?: string[];
  };
}
