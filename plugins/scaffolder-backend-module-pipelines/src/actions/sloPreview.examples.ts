import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'What a deadline would have come to in the last 90 days',
    example: stringify({
      steps: [
        {
          id: 'slo',
          name: 'Try the SLO',
          action: 'pipelines:slo:preview',
          input: {
            entityRef: '${{ parameters.pipeline }}',
            slo: {
              name: 'by-six',
              kind: 'deadline',
              target: 99,
              window: { rolling: '28d' },
              deadline: { time: '06:00', timezone: 'America/New_York' },
            },
          },
        },
      ],
    }),
  },
];
