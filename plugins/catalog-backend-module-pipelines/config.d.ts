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
}
