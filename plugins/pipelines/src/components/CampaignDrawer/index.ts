export { CampaignBar } from './CampaignBar';
export { CampaignDrawer } from './CampaignDrawer';
export { CAMPAIGN_LOOK } from './campaignLook';
