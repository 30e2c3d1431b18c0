export interface Config {
  pipelines?: {
    /** Deploys by writing pins into git repositories. */
    git?: {
      deployers?: Array<{
        /**
         * Unique. The deployer is called `git:<id>`, and promotions remember it by that.
         */
        id: string;
        /**
         * As people call it. Default: made from the id.
         */
        title?: string;
        /**
         * Where pins are written. It has either `url` or `path`.
         */
        repository: {
          /**
           * Over https; plain http only without credentials, or on this machine.
           */
          url?: string;
          /**
           * A bare repository in a folder of the backend's host, which needs `git` there. Absolute.
           */
          path?: string;
        };
        /**
         * Which is only ever moved forward. Default: `main`. It has to exist, unless the repository is empty.
         */
        branch?: string;
        /**
         * The release units whose pins are in this repository.
         */
        units: string[];
        /**
         * Names under `pipelines.environments`.
         */
        environments: string[];
        /**
         * The file of a pin; JSON if it ends with `.json`, YAML otherwise. Default: `pins/{environment}/{unit}.yaml`.
         */
        pin?: string;
        /**
         * Puts what a release is made of beside its pin, in the same commit, for readers that run what a branch holds, such as
         * a git bundle of Airflow. Without it a pin only names the release.
         */
        content?: {
          /**
           * Where the commits of releases are, in the same repository. Not `branch`.
           */
          branch: string;
          /**
           * The folder of a release's commit that is taken, for example `dags`. It may hold `{unit}`.
           */
          folder: string;
          /**
           * The folder of `branch` that it takes the place of, whole. Default: `{environment}/{unit}`.
           */
          to?: string;
        };
        /**
         * What going back costs where no migration is between: `repointable` if what reads the pin keeps no state. Default: `repointable`.
         */
        rollbackClass?: 'repointable' | 'stateful';
        /**
         * Of the commits. Default: Sluice.
         */
        author?: { name: string; email: string };
        credentials?: {
          /**
           * Default: `x-access-token`, as GitHub has it; GitLab takes any.
           */
          username?: string;
          /**
           * That may write to the repository, and nothing else.
           * @visibility secret
           */
          token: string;
        };
      }>;
    };
  };
}
