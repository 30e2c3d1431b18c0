import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { test } from 'node:test';
import { findChromium, fontsConfig } from './chromium.mjs';

test('the fonts of a folder with an odd name are named in well-formed XML', () => {
  const config = fontsConfig({
    dirs: ['/home/r&d/fonts', '/usr/share/fonts'],
    cacheDir: '/home/r&d/cache',
    preferred: 'Open Sans',
  });
  assert.match(config, /<dir>\/home\/r&amp;d\/fonts<\/dir>/);
  assert.match(config, /<dir>\/usr\/share\/fonts<\/dir>/);
  assert.match(config, /<cachedir>\/home\/r&amp;d\/cache<\/cachedir>/);
});

test('the Chromium that is found runs, and has fonts that exist', async () => {
  const { executablePath, env } = await findChromium();
  const { status, stdout } = spawnSync(executablePath, ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  assert.equal(status, 0);
  assert.match(stdout, /\d+\.\d+/);
  // A browser of the machine's own uses the machine's fonts.
  if (!env.FONTCONFIG_FILE) return;
  const [dir] = /(?<=<dir>)[^<]+/.exec(
    fs.readFileSync(env.FONTCONFIG_FILE, 'utf8'),
  );
  const fonts = fs
    .readdirSync(dir, { recursive: true })
    .filter(name => String(name).endsWith('.ttf'));
  assert.ok(fonts.length > 0, `no font in ${dir}`);
});
