export { RequestDialog, type WhatToRequest } from './RequestDialog';
export { EffectsTable } from './EffectsTable';
export { PlanSummary } from './PlanSummary';
