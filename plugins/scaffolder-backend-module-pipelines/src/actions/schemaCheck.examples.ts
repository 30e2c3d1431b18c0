import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check the schema of a skeleton before its repository is made',
    example: stringify({
      steps: [
        {
          id: 'schema',
          name: 'Check the schema',
          action: 'pipelines:schema:check',
          input: {
            registry: 'registry-prod',
            subject: '${{ parameters.topic }}-value',
            format: 'AVRO',
            file: 'schemas/value.avsc',
          },
        },
      ],
    }),
  },
];
