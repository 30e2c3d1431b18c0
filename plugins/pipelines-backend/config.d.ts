export interface Config {
  pipelines?: {
    /**
     * The environments that pipelines run in, in order, production last. The status of a pipeline is about the last one that it was
     * seen in. Without it the environments of the sources count, in the order in which the sources were added.
     */
    environments?: Array<{
      /** Short name in lower case, as sources name it. */
      name: string;
      /** As people call it. Defaults to the name. */
      title?: string;
    }>;
    /** What pipelines promise. */
    targets?: {
      /** A batch run is done so many seconds after its data interval ended. Defaults to 2700 (45 minutes). */
      runDurationSeconds?: number;
      /** A run that hasn't started so many seconds after it was due makes its pipeline late. Defaults to 600. */
      overdueGraceSeconds?: number;
      /** The share of scheduled runs that succeeds, between 0 and 1. Defaults to 0.999. */
      successRate?: number;
    };
    retention?: {
      /**
       * Runs that were due longer ago than this many days are deleted, but for the last 30 of each pipeline in each environment.
       * At least 31. Defaults to 400.
       */
      runsDays?: number;
    };
    docs?: {
      /**
       * Folders from which Markdown pages of entities in local files may be read; relative ones count from the folder in which the
       * backend runs. Defaults to none.
       */
      allowedFileRoots?: string[];
    };
    /**
     * Services that may call this API, besides the catalog and the search of Backstage. Service tokens don't reach the permission
     * policy, so a service that isn't listed is refused.
     */
    clients?: Array<{
      /** The subject of its token, as `backend.auth.externalAccess` names it, for example `ci`. */
      subject: string;
      /** Names of the permissions that it has, for example `pipelines.pipeline.read`. */
      permissions: string[];
      /** The release units that it is limited to. Defaults to all. */
      units?: string[];
    }>;
  };
}
