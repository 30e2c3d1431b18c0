import { pickupOf } from './pickup';

const PIN = 'a'.repeat(40);
const OLD = 'b'.repeat(40);
const isOfPin = (version: string) =>
  version === PIN || version === OLD ? version === PIN : undefined;

const run = (pipeline: string, version: string | undefined, at: number) => ({
  pipeline,
  run: `run-${at}`,
  startedAt: `2026-11-20T04:0${at}:00.000Z`,
  ...(version && { version }),
});

const pickup = (sighting: Partial<Parameters<typeof pickupOf>[0]>) =>
  pickupOf({ loaded: [], runs: [], problems: [], ...sighting }, isOfPin);

const verdicts = (of: ReturnType<typeof pickup>) =>
  of.findings.map(({ check, verdict }) => `${check} ${verdict}`);

describe('pickupOf', () => {
  it.each([
    ['nothing', [], false, /knows no pipeline/],
    ['all', [PIN, PIN], true, /would start 2 pipelines/],
    ['some', [PIN, OLD], false, /1 of 2 pipelines .*from bbbbbbbbbbbb/],
    ['a version of nobody', ['v7'], false, /from v7/],
    ['no version', [undefined], false, /nobody knows what/],
  ])('%s is loaded', (_, versions, isPickedUp, detail) => {
    const loaded = versions.map((version, i) => ({
      pipeline: `dag_${i}`,
      version,
    }));
    expect(pickup({ loaded })).toMatchObject({
      isPickedUp,
      detail: expect.stringMatching(detail),
      findings: [
        { check: 'picked-up', verdict: isPickedUp ? 'pass' : 'unknown' },
      ],
    });
  });

  const broken = (changed?: string[]) =>
    pickupOf(
      {
        loaded: [{ pipeline: 'close', version: OLD }],
        runs: [],
        problems: [{ file: 'close.py', detail: 'close.py: NameError' }],
      },
      isOfPin,
      changed,
    );

  it('has nothing to wait for where a file that it changed cannot be imported, and fails', () => {
    const seen = broken(['close.py']);
    expect(seen).toMatchObject({
      isPickedUp: true,
      detail: 'close.py: NameError',
    });
    expect(verdicts(seen)).toEqual(['picked-up unknown', 'import-errors fail']);
  });

  it('does not hold against it what it left as it was', () => {
    const seen = broken(['open.py']);
    expect(seen.isPickedUp).toBe(false);
    expect(verdicts(seen)).toEqual(['picked-up unknown']);
  });

  it('cannot tell where nobody knows what it changed', () => {
    expect(verdicts(broken())).toEqual([
      'picked-up unknown',
      'import-errors unknown',
    ]);
  });

  it('says what really ran, by the last run of each pipeline', () => {
    const loaded = [{ pipeline: 'close', version: PIN }];
    const seen = (...runs: ReturnType<typeof run>[]) =>
      verdicts(pickup({ loaded, runs }));
    expect(seen(run('close', PIN, 2), run('close', OLD, 1))).toEqual([
      'picked-up pass',
      'ran pass',
    ]);
    expect(seen(run('close', PIN, 1), run('close', OLD, 2))).toEqual([
      'picked-up pass',
      'ran unknown',
    ]);
    expect(seen(run('close', PIN, 1), run('open', 'v7', 1))).toContain(
      'ran unknown',
    );
    expect(seen(run('close', undefined, 1))).toEqual(['picked-up pass']);
  });
});
