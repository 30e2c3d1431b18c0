import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

/** What `npm test` says about the portal it has started and the browser it has found. */
const given = process.env.SLUICE_E2E;
if (!given) {
  throw new Error('Run browser tests by: npm test -- e2e -- e2e/NAME.e2e.mjs');
}
const {
  url,
  backendUrl,
  screenshotDir,
  outagesDir,
  deploymentsDir,
  chromium: found,
} = JSON.parse(given);

const inScreenshots = (/** @type {string} */ name) =>
  path.join(screenshotDir, `${name}.png`);

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** How long a page may take to show what is expected of it, on a slow machine too. */
const PATIENCE_MS = 30_000;

/**
 * A browser for a file of tests, which share the portal and its data with all other files. Call it once, at the top:
 *
 * ```js
 * import { test } from 'node:test';
 * import { useBrowser } from './harness.mjs';
 *
 * const browser = useBrowser();
 *
 * test('the fleet can be filtered by status', async () => {
 *   const page = await browser.newPage({ persona: 'Priya', theme: 'dark' });
 *   await page.goto('/pipelines');
 *   await page.getByRole('heading', { name: 'Fleet' }).waitFor();
 *   await browser.checkAccessibility(page);
 *   await browser.screenshot(page, 'fleet-dark');
 * });
 * ```
 *
 * After each test its pages are closed, and it fails if one of them wrote an error to the console. What the pages of a
 * failed test showed is kept in `.sluice/screenshots/failed-*.png`.
 */
export function useBrowser() {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {Array<{page: import('playwright-core').Page, errors: string[]}>} */
  let open = [];

  before(async () => {
    browser = await chromium.launch({
      executablePath: found.executablePath,
      args: found.args,
      env: { ...process.env, ...found.env },
    });
  });

  after(() => browser?.close());

  afterEach(async context => {
    const closing = open;
    open = [];
    if (!context.passed) {
      const name = context.name.replace(/[^\w]+/g, '-');
      for (const [index, { page }] of closing.entries()) {
        // What the page showed says most about why a test failed.
        await page
          .screenshot({ path: inScreenshots(`failed-${name}-${index}`) })
          .catch(() => {});
      }
    }
    for (const { page } of closing) await page.context().close();
    const errors = closing.flatMap(each => each.errors);
    assert.deepEqual(errors, [], 'errors in the console of the browser');
  });

  return {
    url,
    backendUrl,
    /** Where a file `<source id>.down` takes a source of the demo down. */
    outagesDir,
    /** Where a line in `commands.jsonl` makes something happen to what is deployed. */
    deploymentsDir,

    /**
     * A page of a browser profile of its own. With a persona, signed in and at the start page; else blank.
     *
     * @param {object} [options]
     * @param {string} [options.persona] - who to sign in as: a part of the name on the sign-in page
     * @param {'light' | 'dark'} [options.theme]
     * @param {{width: number, height: number}} [options.viewport]
     * @param {string} [options.timezoneId]
     * @param {RegExp[]} [options.expectedErrors] - of the console, for a test that provokes them
     */
    async newPage({
      persona,
      theme = 'light',
      viewport = { width: 1440, height: 900 },
      timezoneId = 'Europe/Berlin',
      expectedErrors = [],
    } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        colorScheme: theme,
        viewport,
        timezoneId,
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(PATIENCE_MS);
      await context.addInitScript(
        name => window.localStorage.setItem('theme', name),
        theme,
      );
      const page = await context.newPage();
      /** @type {string[]} */
      const errors = [];
      const note = (/** @type {string} */ text) => {
        if (!expectedErrors.some(pattern => pattern.test(text))) {
          errors.push(text);
        }
      };
      page.on('pageerror', error => note(`${error}`));
      page.on('console', message => {
        if (message.type() !== 'error') return;
        note(`${message.text()} (${message.location().url})`);
      });
      open.push({ page, errors });
      if (persona) await signIn(page, persona);
      return page;
    },

    /**
     * Fails with what axe finds against WCAG 2.2 AA, each finding with its place.
     *
     * @param {import('playwright-core').Page} page
     * @param {object} [options]
     * @param {string} [options.include] - a selector, to look at a part only
     * @param {string[]} [options.exclude] - selectors of what isn't ours
     */
    async checkAccessibility(page, { include, exclude = [] } = {}) {
      let axe = new AxeBuilder({ page }).withTags(WCAG_2_2_AA);
      if (include) axe = axe.include(include);
      for (const selector of exclude) axe = axe.exclude(selector);
      const { violations } = await axe.analyze();
      const findings = violations.flatMap(({ id, help, nodes }) =>
        nodes.map(
          node =>
            `${id}: ${help} at ${node.target.join(' ')}: ${node.html.slice(
              0,
              300,
            )}`,
        ),
      );
      assert.deepEqual(findings, []);
    },

    /**
     * Keeps a picture in `.sluice/screenshots`.
     *
     * @param {import('playwright-core').Page} page
     * @param {string} name
     */
    screenshot: (page, name) => page.screenshot({ path: inScreenshots(name) }),
  };
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} persona
 */
async function signIn(page, persona) {
  await page.goto('/');
  await page
    .getByRole('button', { name: new RegExp(persona, 'i') })
    .first()
    .click();
  await page.getByRole('navigation').first().waitFor();
}

/**
 * Checks that a page needs no sideways scrolling.
 *
 * @param {import('playwright-core').Page} page
 */
export async function checkNothingIsWide(page) {
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  assert.ok(scroll <= width, `the page is ${scroll} px wide in ${width} px`);
}

/**
 * The API as one of the demo's people, with the demo's token for scripts, as docs/operations.md has it.
 *
 * @param {string} persona - the name in an entity ref: `jonas.weber`
 */
export async function apiAs(persona) {
  const refresh = await fetch(`${backendUrl}/api/auth/persona/refresh`, {
    headers: { 'x-sluice-persona': persona },
  });
  const { token } = (await refresh.json()).backstageIdentity;
  return apiWith(token);
}

/**
 * The API with a token.
 *
 * @param {string} token
 */
export function apiWith(token) {
  /**
   * @param {string} address - below `/api/pipelines`
   * @param {unknown} [body] - posts it
   * @param {object} [expected]
   * @param {number} [expected.status] - of the answer; any of 200 to 299 without one
   * @returns {Promise<any>} the answer
   */
  return async (address, body, { status } = {}) => {
    const response = await fetch(`${backendUrl}/api/pipelines${address}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        }),
      },
      ...(body !== undefined && {
        method: 'POST',
        body: JSON.stringify(body),
      }),
    });
    const answer = await response.json();
    assert.ok(
      status === undefined ? response.ok : response.status === status,
      `${address}: ${response.status} ${JSON.stringify(answer)}`,
    );
    return answer;
  };
}

/**
 * Asks until an answer will do, and returns it.
 *
 * @template T
 * @param {string} what - of the message if it never does
 * @param {() => Promise<T>} ask
 * @param {(answer: T) => unknown} isRight
 * @param {object} [patience]
 * @param {number} [patience.withinMs]
 * @param {number} [patience.everyMs]
 */
export async function until(
  what,
  ask,
  isRight,
  { withinMs = PATIENCE_MS, everyMs = 2000 } = {},
) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    assert.ok(
      Date.now() < deadline,
      `${what}: ${JSON.stringify(answer)?.slice(0, 2000)}`,
    );
    await sleep(everyMs);
  }
}
