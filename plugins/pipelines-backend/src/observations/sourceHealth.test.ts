import { sourceHealth, type SourceReadings } from './sourceHealth';

const NOW = new Date('2026-11-21T06:00:00.000Z');
const ago = (seconds: number) =>
  new Date(NOW.getTime() - seconds * 1000).toISOString();

describe('sourceHealth', () => {
  it.each<[string, Partial<SourceReadings>, string, boolean]>([
    ['was never read', { lastSuccessAt: null }, 'pending', false],
    [
      'never could be read',
      { lastSuccessAt: null, consecutiveErrors: 1 },
      'failing',
      false,
    ],
    ['was just read', {}, 'healthy', true],
    ['failed once', { consecutiveErrors: 1 }, 'failing', true],
    [
      'failed twice',
      { consecutiveErrors: 2, failingSince: ago(60) },
      'failing',
      false,
    ],
    ['was read two minutes ago', { lastSuccessAt: ago(120) }, 'healthy', true],
    [
      'was read longer ago than that',
      { lastSuccessAt: ago(121) },
      'stale',
      false,
    ],
    [
      'is slow by config',
      { lastSuccessAt: ago(1800), intervalSeconds: 600 },
      'healthy',
      true,
    ],
    [
      'missed three of its slow sweeps',
      { lastSuccessAt: ago(1801), intervalSeconds: 600 },
      'stale',
      false,
    ],
    [
      'failed once, long ago',
      { lastSuccessAt: ago(500), consecutiveErrors: 1 },
      'failing',
      false,
    ],
  ])('of a source that %s', (_, given, status, readable) => {
    const health = sourceHealth(
      {
        title: 'Airflow',
        intervalSeconds: 30,
        lastSuccessAt: ago(10),
        failingSince: null,
        consecutiveErrors: 0,
        ...given,
      },
      NOW,
    );
    expect(health).toMatchObject({ status, readable });
    expect(health.reason === undefined).toBe(readable);
  });
});
