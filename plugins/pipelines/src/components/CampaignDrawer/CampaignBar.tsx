import { styled } from '@mui/material/styles';
import type { Campaign } from '@sluice/plugin-pipelines-common';
import { usePalette } from '@sluice/plugin-pipelines-react';
import { CAMPAIGN_LOOK } from './campaignLook';

const Bar = styled('div')(({ theme }) => ({
  height: 6,
  margin: '6px 0',
  borderRadius: 3,
  overflow: 'hidden',
  backgroundColor: theme.palette.divider,
  '& > i': { display: 'block', height: '100%' },
}));

/** How far a campaign is. Its figures stand beside it in words, so it says nothing to screen readers. @internal */
export const CampaignBar = ({
  campaign,
}: {
  campaign: Pick<Campaign, 'passed' | 'pipelines' | 'state'>;
}) => {
  const { passed, pipelines, state } = campaign;
  const { tones } = usePalette();
  return (
    <Bar aria-hidden>
      <i
        style={{
          width: `${pipelines > 0 ? (passed / pipelines) * 100 : 100}%`,
          backgroundColor: tones[CAMPAIGN_LOOK[state].tone].fg,
        }}
      />
    </Bar>
  );
};
