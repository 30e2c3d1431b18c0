import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Ask for an exemption from a check until the end of the year',
    example: stringify({
      steps: [
        {
          id: 'exemption',
          name: 'Ask for the exemption',
          action: 'pipelines:exemption:request',
          input: {
            scorecardId: 'production-readiness',
            check: '${{ parameters.check }}',
            entityRef: '${{ parameters.pipeline }}',
            reason: '${{ parameters.reason }}',
            until: '2026-12-31',
          },
        },
      ],
    }),
  },
];
