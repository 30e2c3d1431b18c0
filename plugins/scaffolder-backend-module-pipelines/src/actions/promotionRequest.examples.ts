import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Ask that the release of an earlier step goes to dev',
    example: stringify({
      steps: [
        {
          id: 'promotion',
          name: 'Ask for the promotion to dev',
          action: 'pipelines:promotion:request',
          input: {
            releaseId: '${{ steps.release.output.releaseId }}',
            environment: 'dev',
            reason: 'The first release of a new pipeline',
          },
        },
      ],
      output: {
        links: [
          {
            title: 'The promotion',
            url: '${{ steps.promotion.output.link }}',
          },
        ],
      },
    }),
  },
];
