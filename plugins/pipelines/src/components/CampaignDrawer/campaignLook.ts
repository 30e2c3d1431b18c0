import type { Campaign } from '@sluice/plugin-pipelines-common';
import type { StatusLook } from '@sluice/plugin-pipelines-react';

/** How the state of a campaign looks. @internal */
export const CAMPAIGN_LOOK: Record<Campaign['state'], StatusLook> = {
  running: { glyph: 'half', tone: 'running' },
  done: { glyph: 'disc', tone: 'good' },
  overdue: { glyph: 'square', tone: 'bad' },
};
