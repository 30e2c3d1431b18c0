import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Register the DAGs of a new repository as its first release',
    example: stringify({
      steps: [
        {
          id: 'release',
          name: 'Register the first release',
          action: 'pipelines:release:register',
          input: {
            unit: '${{ parameters.name }}',
            commit: '${{ steps.repository.output.commit }}',
            label: '0.1.0',
            artifacts: [{ name: 'dags', kind: 'dag-bundle', path: 'dags' }],
          },
        },
      ],
    }),
  },
];
