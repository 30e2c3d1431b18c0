import type { AlertRecord } from '../alerts';
import type { IncidentRecord } from './incidentRecords';
import { effectOf, worseSeverity } from './incidentRules';

const NOW = '2026-11-21T07:00:00.000Z';
const incident = (more: Partial<IncidentRecord>) =>
  ({
    id: 1,
    state: 'open',
    closedBy: null,
    closedAt: null,
    ...more,
  } as IncidentRecord);
const OPEN = incident({});
const RECOVERED = incident({
  state: 'closed',
  closedAt: '2026-11-21T06:45:00.000Z',
});
const LONG_AGO = incident({
  state: 'closed',
  closedAt: '2026-11-21T06:30:00.000Z',
});
const BY_HAND = incident({
  state: 'closed',
  closedAt: '2026-11-21T06:59:00.000Z',
  closedBy: 'user:default/ines',
});

describe('effectOf', () => {
  it.each<
    [string, string, string, IncidentRecord | undefined, boolean, string]
  >([
    ['the first urgent one', 'urgent', 'opened', undefined, false, 'open'],
    [
      'one that is not urgent',
      'maintenance',
      'opened',
      undefined,
      false,
      'none',
    ],
    [
      'one that becomes urgent',
      'urgent',
      'escalated',
      undefined,
      false,
      'open',
    ],
    ['another of the same cause', 'urgent', 'opened', OPEN, false, 'join'],
    [
      'another that is not urgent',
      'maintenance',
      'opened',
      OPEN,
      false,
      'none',
    ],
    ['one of it that grows', 'urgent', 'changed', OPEN, true, 'follow'],
    ['one of it that is over', 'urgent', 'resolved', OPEN, true, 'follow'],
    ['one of it that comes back', 'urgent', 'reopened', OPEN, true, 'join'],
    [
      'one of it that somebody looks after',
      'urgent',
      'acknowledged',
      OPEN,
      true,
      'follow',
    ],
    [
      'the end of one that is not part of it',
      'maintenance',
      'resolved',
      OPEN,
      false,
      'none',
    ],
    [
      'one that comes back soon after all recovered',
      'urgent',
      'reopened',
      RECOVERED,
      true,
      'reopen',
    ],
    ['a new one soon after', 'urgent', 'opened', RECOVERED, false, 'reopen'],
    ['one long after', 'urgent', 'opened', LONG_AGO, false, 'open'],
    [
      'one that grows after somebody closed it',
      'urgent',
      'changed',
      BY_HAND,
      true,
      'none',
    ],
    [
      'one that gets worse after somebody closed it',
      'urgent',
      'escalated',
      BY_HAND,
      true,
      'open',
    ],
    [
      'the end of one of a closed incident',
      'urgent',
      'resolved',
      BY_HAND,
      true,
      'none',
    ],
  ])('%s', (_, urgency, transition, last, isPart, expected) => {
    const change = {
      alert: { urgency } as AlertRecord,
      transition: transition as never,
    };
    expect(effectOf(change, last, isPart, NOW)).toBe(expected);
  });
});

describe('worseSeverity', () => {
  it.each([
    ['critical', 'low', 'critical'],
    ['normal', 'high', 'high'],
    ['low', 'low', 'low'],
  ] as const)('of %s and %s: %s', (a, b, expected) => {
    expect(worseSeverity(a, b)).toBe(expected);
  });
});
