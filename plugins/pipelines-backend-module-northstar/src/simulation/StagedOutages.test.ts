import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kept, newSources, NOW, sweepInto } from './testing';
import { MINUTE } from './time';
import { StagedOutages } from './StagedOutages';

const KAFKA = 'northstar-kafka-prod';

describe('StagedOutages', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-outages-'));
  });

  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('takes down the source that has a file, and no other', () => {
    const outages = new StagedOutages({ dir });
    outages.check(KAFKA);
    writeFileSync(join(dir, `${KAFKA}.down`), '');
    expect(() => outages.check(KAFKA)).toThrow(/simulated outage/);
    outages.check('northstar-dbt-prod');
    rmSync(join(dir, `${KAFKA}.down`));
    outages.check(KAFKA);
  });

  it.each([
    ['no folder', undefined],
    ['a folder that is not there', '/nowhere/at/all'],
  ])('takes nothing down with %s', (_, missing) => {
    expect(() =>
      new StagedOutages({ dir: missing }).check(KAFKA),
    ).not.toThrow();
  });

  it('loses nothing: what happened in the outage is told after it', async () => {
    const undisturbed = new Kept();
    const whole = newSources({ historyDays: 1 })[KAFKA];
    await sweepInto(undisturbed, whole, NOW);
    await sweepInto(undisturbed, whole, NOW + 30 * MINUTE);

    const kept = new Kept();
    const source = newSources({ historyDays: 1, outagesDir: dir })[KAFKA];
    await sweepInto(kept, source, NOW);
    writeFileSync(join(dir, `${KAFKA}.down`), '');
    await expect(sweepInto(kept, source, NOW + 10 * MINUTE)).rejects.toThrow(
      /simulated outage/,
    );
    rmSync(join(dir, `${KAFKA}.down`));
    await sweepInto(kept, source, NOW + 30 * MINUTE);
    expect(kept.sorted()).toEqual(undisturbed.sorted());
  });
});
