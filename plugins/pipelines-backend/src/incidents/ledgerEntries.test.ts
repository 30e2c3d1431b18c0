import type { IncidentRecord } from './incidentRecords';
import { closedEntry, openedEntry, reopenedEntry } from './ledgerEntries';

const incident = (changes: Partial<IncidentRecord> = {}) =>
  ({
    id: 4,
    title: 'Ledger upside down',
    severity: 'high',
    origin: 'person',
    openedBy: 'user:default/ines',
    openedAt: '2026-11-21T06:00:00.000Z',
    closedAt: null,
    closedBy: null,
    closeReason: null,
    ...changes,
  } as IncidentRecord);

describe('entries of incidents', () => {
  it('name who opened it, and keep what people wrote apart', () => {
    expect(openedEntry(incident())).toEqual({
      actor: 'user:default/ines',
      type: 'incident.opened',
      subject: 'incident:4',
      payload: {
        origin: 'person',
        severity: 'high',
        openedAt: '2026-11-21T06:00:00.000Z',
      },
      redactable: { title: 'Ledger upside down' },
    });
  });

  it.each([
    [null, 'system:alerts'],
    ['webhook:desk', 'service:webhook:desk'],
  ])('opened by %s is done by %s', (openedBy, actor) => {
    expect(openedEntry(incident({ openedBy })).actor).toBe(actor);
  });

  it('tell recovery from closing by hand', () => {
    const closedAt = '2026-11-21T07:00:00.000Z';
    expect(closedEntry(incident({ closedAt }))).toMatchObject({
      actor: 'system:alerts',
      payload: { recovered: true, closedAt },
    });
    expect(
      closedEntry(
        incident({
          closedAt,
          closedBy: 'user:default/ines',
          closeReason: 'ok',
        }),
      ),
    ).toMatchObject({
      actor: 'user:default/ines',
      payload: { recovered: false },
      redactable: { reason: 'ok' },
    });
    expect(reopenedEntry(incident()).actor).toBe('system:alerts');
  });
});
