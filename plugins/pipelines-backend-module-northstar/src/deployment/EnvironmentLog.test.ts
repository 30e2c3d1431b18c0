import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentLog } from './EnvironmentLog';

const UNIT = 'northstar-dags-finance';

describe('EnvironmentLog', () => {
  let dir: string;
  let file: string;
  const newLog = () =>
    new EnvironmentLog({
      file,
      now: () => new Date('2026-11-21T09:45:00.000Z'),
    });
  const claim = (token: number) =>
    ({ kind: 'claim', unit: UNIT, token } as const);

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-log-'));
    file = join(dir, 'prod.jsonl');
  });

  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('knows nothing of a file that is not there', () => {
    expect(newLog().unit(UNIT)).toMatchObject({ token: 0, stepKeys: [] });
  });

  it('sees what another process wrote', async () => {
    const [one, other] = [newLog(), newLog()];
    expect(await one.append(claim(3))).toBe('taken');
    expect(other.unit(UNIT).token).toBe(3);
    expect(await other.append(claim(2))).toBe('stale');
    expect(one.lines().map(({ taken }) => taken)).toEqual(['taken', 'stale']);
  });

  it('goes over a line that a process died in the middle of', async () => {
    const log = newLog();
    await log.append(claim(1));
    appendFileSync(file, '\n{"kind":"claim","unit":"nor');
    expect(log.unit(UNIT).token).toBe(1);
    expect(await log.append(claim(2))).toBe('taken');
    expect(newLog().unit(UNIT).token).toBe(2);
  });

  it('waits for the rest of a line that is being written', async () => {
    const log = newLog();
    await log.append(claim(1));
    const whole = readFileSync(file, 'utf8');
    const next = `\n${JSON.stringify({ ...claim(5), id: 'x', at: '' })}\n`;
    for (const byte of next) {
      appendFileSync(file, byte);
      log.refresh();
    }
    expect(log.unit(UNIT).token).toBe(5);
    expect(readFileSync(file, 'utf8')).toBe(whole + next);
  });

  it('starts over when the data was dropped', async () => {
    const log = newLog();
    await log.append(claim(4));
    rmSync(file);
    expect(log.unit(UNIT).token).toBe(0);
    writeFileSync(file, '');
    expect(await log.append(claim(1))).toBe('taken');
  });
});
