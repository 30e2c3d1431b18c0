import { readCursor, writeCursor, type AirflowCursor } from './cursor';

const NEW = { inFlight: [], skipped: [] };

describe('cursor', () => {
  it('comes back as it was saved', () => {
    const cursor: AirflowCursor = {
      watermark: '2026-11-21T12:00:00.000Z',
      sweep: {
        since: '2026-11-21T11:58:00.000Z',
        startedAt: '2026-11-21T12:00:30.000Z',
        major: 3,
        position: { keyset: 'kQI' },
      },
      inFlight: [
        {
          pipelineExternalId: 'sales',
          externalId: 'manual__1',
          state: 'running',
          runType: 'manual',
          runAfter: '2026-11-21T11:00:00.000Z',
        },
      ],
      skipped: [
        { title: 'sales x', reason: 'No', at: '2026-11-21T12:00:00.000Z' },
      ],
    };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'kQI'],
    ['a watermark that is no time', { watermark: 'yesterday' }],
    ['a position that is none', { sweep: { position: { page: 3 } } }],
  ])('starts anew from %s', (_, saved) => {
    expect(readCursor(saved)).toEqual(NEW);
  });
});
