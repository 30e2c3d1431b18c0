import type { Alert } from '@sluice/plugin-pipelines-common';
import { alertLook } from './alertLook';

describe('alertLook', () => {
  it.each<[Alert['kind'], Alert['urgency'], Alert['state'], string]>([
    ['missed-deadline', 'urgent', 'open', 'bad'],
    ['missed-deadline', 'urgent', 'acknowledged', 'bad'],
    ['missed-deadline', 'urgent', 'resolved', 'good'],
    ['burning-slow', 'maintenance', 'open', 'warn'],
    ['source-unreadable', 'urgent', 'open', 'unknown'],
  ])('%s, %s, %s is %s', (kind, urgency, state, tone) => {
    expect(alertLook({ kind, urgency, state }).tone).toBe(tone);
  });
});
