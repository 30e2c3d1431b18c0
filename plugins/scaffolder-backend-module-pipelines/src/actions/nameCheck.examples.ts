import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Refuse a name before anything is made',
    example: stringify({
      steps: [
        {
          id: 'name',
          name: 'Check the name',
          action: 'pipelines:name:check',
          input: { name: '${{ parameters.name }}' },
        },
      ],
    }),
  },
  {
    description: 'Check the name of a dataset',
    example: stringify({
      steps: [
        {
          id: 'name',
          name: 'Check the name of the table',
          action: 'pipelines:name:check',
          input: { name: 'orders-mart', kind: 'Resource' },
        },
      ],
    }),
  },
];
