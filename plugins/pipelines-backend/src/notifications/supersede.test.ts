import type { DeliveryRecord, MessageTransition } from './message';
import { supersede } from './supersede';

type Earlier = [MessageTransition, DeliveryRecord['status'], attempts?: number];

const records = (earlier: Earlier[]) =>
  earlier.map(([transition, status, attempts = 0], i) => ({
    id: i + 1,
    transition,
    status,
    attempts: status === 'delivered' ? 1 : attempts,
  }));

describe('supersede', () => {
  it.each<[string, Earlier[], MessageTransition, number[], boolean]>([
    ['the first', [], 'opened', [], true],
    [
      'a newer state before the older was told',
      [['opened', 'pending']],
      'escalated',
      [1],
      true,
    ],
    [
      'a newer state after the older was told',
      [['opened', 'delivered']],
      'changed',
      [],
      true,
    ],
    [
      'one that was tried may have arrived',
      [['opened', 'pending', 1]],
      'changed',
      [],
      true,
    ],
    [
      'an end before anybody was told',
      [['opened', 'held']],
      'resolved',
      [1],
      false,
    ],
    ['an end of what waits', [['opened', 'pending']], 'resolved', [1], false],
    [
      'an end of what was told',
      [['opened', 'delivered']],
      'resolved',
      [],
      true,
    ],
    [
      'an end of what was tried',
      [['opened', 'pending', 2]],
      'resolved',
      [],
      true,
    ],
    [
      'an end of what was refused',
      [['opened', 'failed', 1]],
      'resolved',
      [],
      true,
    ],
    [
      'an end after a change that waits',
      [
        ['opened', 'delivered'],
        ['changed', 'held'],
      ],
      'resolved',
      [2],
      true,
    ],
    [
      'an end of another time does not count',
      [
        ['opened', 'delivered'],
        ['resolved', 'delivered'],
        ['reopened', 'held'],
      ],
      'resolved',
      [3],
      false,
    ],
    [
      'an acknowledgement takes the place of nothing',
      [['opened', 'pending']],
      'acknowledged',
      [],
      true,
    ],
    ['what stands for itself', [['told', 'pending']], 'told', [], true],
    ['an end without a beginning', [], 'resolved', [], false],
  ])('%s', (_, earlier, transition, drop, add) => {
    expect(supersede(records(earlier), transition)).toEqual({ drop, add });
  });
});
