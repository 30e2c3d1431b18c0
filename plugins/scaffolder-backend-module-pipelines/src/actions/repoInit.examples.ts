import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Make a repository of the workspace',
    example: stringify({
      steps: [
        {
          id: 'repository',
          name: 'Make the repository',
          action: 'pipelines:repo:init',
          input: { name: '${{ parameters.name }}' },
        },
      ],
    }),
  },
  {
    description: 'Make a repository of a folder of the workspace',
    example: stringify({
      steps: [
        {
          id: 'repository',
          name: 'Make the repository',
          action: 'pipelines:repo:init',
          input: {
            name: '${{ parameters.name }}',
            source: 'project',
            branch: 'trunk',
            message: 'Begin with the template airflow-dag',
          },
        },
      ],
    }),
  },
];
