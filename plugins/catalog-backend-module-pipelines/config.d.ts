import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Pipelines that a source discovered and nobody declared become entities. */
      pipelines?: {
        /**
         * How often they are read, and how long that may take. Default: every 60 s, for 50 s at most, the first time
         * after 2 min, when a catalog that starts empty has read its files.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Entity ref of the owner of pipelines that name none. A bare name is a group. Default: group:default/unowned.
         */
        defaultOwner?: string;
      };
    };
  };
  pipelines?: {
    scaffolder?: {
      repositories?: {
        /**
         * The folder in which `pipelines:repo:init` makes repositories, absolute or relative to where the backend runs: components,
         * resources and APIs in `catalog-info.yaml` of each, as it is on its default branch, become entities within seconds. Several
         * replicas have to share it.
         */
        folder: string;
      };
    };
  };
}
