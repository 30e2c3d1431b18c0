import type { AirflowApi } from './AirflowApi';
import { recordedBody } from './__testUtils__/fixtures';
import { DagZones } from './DagZones';
import { AirflowError } from './errors';

const HOUR = 3600_000;
const { signal } = new AbortController();

function start(zones: Record<string, string | Error | undefined>) {
  const asked: string[] = [];
  const api = {
    dagZone: async (dagId: string) => {
      asked.push(dagId);
      const zone = zones[dagId];
      if (zone instanceof Error) throw zone;
      return zone;
    },
  } as unknown as AirflowApi;
  const known = new DagZones();
  return {
    asked,
    known,
    refresh: (wanted: string[], hours = 0) =>
      known.refresh({ api, wanted, now: new Date(hours * HOUR), signal }),
  };
}

describe('DagZones', () => {
  it('asks for what is wanted, once in six hours', async () => {
    const { asked, known, refresh } = start({ close: 'America/New_York' });
    await refresh(['close']);
    await refresh(['close'], 5);
    expect(known.of('close')).toBe('America/New_York');
    expect(asked).toEqual(['close']);
    await refresh(['close'], 6);
    expect(asked).toEqual(['close', 'close']);
  });

  it('asks for at most twenty in a sweep, those that are missing first', async () => {
    const { asked, refresh } = start({});
    const wanted = Array.from({ length: 45 }, (_, i) => `dag_${i}`);
    for (let sweep = 0; sweep < 3; sweep++) await refresh(wanted, sweep);
    expect(asked).toHaveLength(45);
    expect(new Set(asked).size).toBe(45);
  });

  it('forgets what nobody wants any more', async () => {
    const { known, refresh } = start({ close: 'UTC' });
    await refresh(['close']);
    await refresh([]);
    expect(known.of('close')).toBeUndefined();
  });

  it.each([
    ['says none', undefined],
    ['has one that is no IANA zone', '+01:00 or so'],
    ['is gone', new AirflowError('gone', { failure: 'not-found' })],
    ['is refused', new AirflowError('refused', { failure: 'refused' })],
  ])('knows nothing of a DAG that %s', async (_, zone) => {
    const { known, refresh } = start({ close: zone });
    await refresh(['close']);
    expect(known.of('close')).toBeUndefined();
  });

  it('fails where Airflow does', async () => {
    const failure = new AirflowError('down', { failure: 'network' });
    await expect(start({ close: failure }).refresh(['close'])).rejects.toBe(
      failure,
    );
  });

  it('is what the details of a real DAG of 2.x tell', () => {
    expect(recordedBody('v1', 'dag_details')).toMatchObject({
      timezone: 'UTC',
      schedule_interval: { value: '@hourly' },
    });
  });
});
