import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { apiAs, until, useBrowser } from '../harness.mjs';

const browser = useBrowser();

const SOURCE = 'northstar-kafka-prod';
const CONSUMER = 'consent_changes';
const CONSUMERS = 25;

/** Two polls of 15 s, each of which may come 5 s late, and a page's request. */
const UNKNOWN_WITHIN_MS = 60_000;
/**
 * The last reading stands for the minute after it; the slice after that is unknown a minute past its end, for a reading may come late.
 * Then it is judged within a minute and a tick.
 */
const JUDGED_WITHIN_MS = 5 * 60_000;

const downFile = path.join(browser.outagesDir, `${SOURCE}.down`);
const takeDown = () => fs.writeFileSync(downFile, '');
const bringBack = () => fs.rmSync(downFile, { force: true });

// Nobody's else test should find it down.
after(bringBack);

const statusTile = (page, status) =>
  page
    .getByRole('group', { name: 'status in prod' })
    .filter({ hasText: status });

test(
  'a source that goes down makes its pipelines unknown, not late; once it is back they are what really happened',
  { timeout: 12 * 60_000 },
  async t => {
    const get = await apiAs('jonas.weber');
    const budget = async () => {
      const { items } = await get(
        `/entities/component/default/${CONSUMER}/slos`,
      );
      return items.find(slo => slo.name === 'fresh-in-3-min')?.budget;
    };
    const page = await browser.newPage({ persona: 'Jonas' });
    await page.goto(`/catalog/default/component/${CONSUMER}`);
    await statusTile(page, 'OK').waitFor();
    const before = await until(
      'the budget before',
      budget,
      found => found?.good > 0,
      { withinMs: JUDGED_WITHIN_MS },
    );

    takeDown();
    const downAt = Date.now();
    await statusTile(page, 'Unknown').waitFor({ timeout: UNKNOWN_WITHIN_MS });
    t.diagnostic(`unknown after ${(Date.now() - downAt) / 1000} s`);
    await browser.screenshot(page, 'outage-pipeline');

    // The whole of Kafka is unknown, and none of it late or failed by that.
    const { items } = await get('/fleet?type=kafka-consumer&limit=100');
    assert.equal(items.length, CONSUMERS);
    assert.deepEqual([...new Set(items.map(row => row.status))], ['unknown']);
    const sources = await browser.newPage({ persona: 'Jonas' });
    await sources.goto('/pipelines/sources');
    await sources
      .getByRole('row')
      .filter({ hasText: 'Kafka consumers production (demo)' })
      .filter({ hasText: 'Failing' })
      .waitFor();
    await browser.screenshot(sources, 'outage-sources');

    const during = await until(
      'minutes of the outage',
      budget,
      found => found.unknown > before.unknown,
      { withinMs: JUDGED_WITHIN_MS },
    );
    assert.equal(during.bad, before.bad);
    await page.goto(`/catalog/default/component/${CONSUMER}/freshness`);
    await page.locator('[data-date]').first().waitFor();
    await browser.screenshot(page, 'outage-freshness');

    bringBack();
    const backAt = Date.now();
    await page.goto(`/catalog/default/component/${CONSUMER}`);
    await statusTile(page, 'OK').waitFor({ timeout: 2 * UNKNOWN_WITHIN_MS });
    t.diagnostic(`back after ${(Date.now() - backAt) / 1000} s`);
    const resolved = await until(
      'the minutes of the outage, resolved',
      budget,
      found => found.unknown <= before.unknown,
      { withinMs: JUDGED_WITHIN_MS },
    );
    assert.ok(
      resolved.good > during.good,
      JSON.stringify({ before, during, resolved }),
    );
  },
);
