import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Go back to the last known good release',
    example: stringify({
      steps: [
        {
          id: 'rollback',
          name: 'Ask for the rollback',
          action: 'pipelines:rollback:request',
          input: {
            unit: '${{ parameters.unit }}',
            environment: 'prod',
            reason: '${{ parameters.reason }}',
          },
        },
      ],
      output: {
        links: [
          { title: 'The rollback', url: '${{ steps.rollback.output.link }}' },
        ],
      },
    }),
  },
];
