import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Ask that a group reads again from a time on',
    example: stringify({
      steps: [
        {
          id: 'reset',
          name: 'Ask for the reset',
          action: 'pipelines:operation:request',
          input: {
            cluster: 'kafka-prod',
            group: '${{ parameters.group }}',
            to: { at: 'time', time: '2026-11-25T04:00:00Z' },
            atMost: { readAgain: 100_000, skipped: 0 },
            reason: '${{ parameters.reason }}',
          },
        },
      ],
    }),
  },
];
