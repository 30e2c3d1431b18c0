import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { requireSpace } from './disk.mjs';
import { UserError } from './errors.mjs';
import { cacheDir, inRoot } from './paths.mjs';

/** Chromium of the machine, where it is usually found. */
const CANDIDATES = [
  ...[
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
  ],
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** It opens our own pages only, often as root and in containers, where the sandbox doesn't work. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the packaged Chromium needs besides: it is built for a machine with little of anything. */
const PACKAGED_ARGS = [
  '--no-zygote',
  '--in-process-gpu',
  '--font-render-hinting=none',
];

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env - on top of ours
 */

/** @param {string} file @param {Record<string, string>} [env] */
function answers(file, env = {}) {
  const { status } = spawnSync(file, ['--version'], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
    timeout: 30_000,
  });
  return status === 0;
}

/** @param {string} name @returns {string | undefined} where the PATH has it */
function onPath(name) {
  return name.includes(path.sep)
    ? name
    : (process.env.PATH ?? '')
        .split(path.delimiter)
        .map(dir => path.join(dir, name))
        .find(file => fs.existsSync(file));
}

/**
 * A Chromium for the browser tests: SLUICE_CHROMIUM, the one of the machine, or one unpacked from an npm package.
 *
 * @returns {Promise<Browser>}
 */
export async function findChromium() {
  const wanted = process.env.SLUICE_CHROMIUM;
  if (wanted && !answers(wanted)) {
    throw new UserError(`SLUICE_CHROMIUM=${wanted} doesn't run`);
  }
  const found =
    wanted ??
    CANDIDATES.map(onPath).find(
      file => file && fs.existsSync(file) && answers(file),
    );
  return found
    ? { executablePath: found, args: ARGS, env: {} }
    : packagedChromium();
}

/** @returns {Promise<Browser>} */
async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new UserError(
      'The browser tests found no Chromium: install Chrome or Chromium, or set SLUICE_CHROMIUM to its path',
    );
  }
  const dir = await unpack();
  const executablePath = path.join(dir, 'chromium');
  const libraries = [
    path.join(dir, 'al2023', 'lib'),
    process.env.LD_LIBRARY_PATH,
  ];
  const env = {
    FONTCONFIG_FILE: writeFontsConfig(dir),
    // Only where the machine's own libraries don't do: they fit its other libraries better.
    ...(answers(executablePath)
      ? {}
      : { LD_LIBRARY_PATH: libraries.filter(Boolean).join(':') }),
  };
  if (!answers(executablePath, env)) {
    throw new UserError(
      "The Chromium from npm doesn't run on this machine: install Chromium, or set SLUICE_CHROMIUM to its path",
    );
  }
  return { executablePath, args: [...ARGS, ...PACKAGED_ARGS], env };
}

/**
 * The package's own config looks for fonts where AWS Lambda has them. Without any font Chromium draws no text, and crashes
 * where an SVG has some.
 *
 * @param {string} dir - of the unpacked package
 * @returns {string} the file
 */
function writeFontsConfig(dir) {
  const file = path.join(dir, 'sluice-fonts.conf');
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(
    draft,
    fontsConfig({
      dirs: [path.join(dir, 'fonts'), '/usr/share/fonts'],
      cacheDir: path.join(dir, 'fonts-cache'),
      preferred: 'Open Sans',
    }),
  );
  fs.renameSync(draft, file);
  return file;
}

/**
 * @param {object} options
 * @param {string[]} options.dirs - with fonts; those that don't exist do no harm
 * @param {string} options.cacheDir
 * @param {string} options.preferred - the family that stands for sans-serif, and for what nobody has
 * @returns {string} XML
 */
export function fontsConfig({ dirs, cacheDir: cache, preferred }) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${dirs.map(dir => `  <dir>${xml(dir)}</dir>`).join('\n')}
  <cachedir>${xml(cache)}</cachedir>
  <alias><family>sans-serif</family><prefer><family>${xml(
    preferred,
  )}</family></prefer></alias>
</fontconfig>
`;
}

/** @param {string} text */
function xml(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Unpacks the npm package once, for all clones. @returns {Promise<string>} */
async function unpack() {
  const require = createRequire(inRoot('package.json'));
  const source = path.resolve(
    path.dirname(require.resolve('@sparticuz/chromium')),
    '..',
  );
  const { version } = JSON.parse(
    fs.readFileSync(path.join(source, 'package.json'), 'utf8'),
  );
  const target = path.join(cacheDir, `chromium-${version}`);
  if (fs.existsSync(target)) return target;

  requireSpace(cacheDir, 500, 'Chromium');
  fs.mkdirSync(cacheDir, { recursive: true });
  const draft = fs.mkdtempSync(path.join(cacheDir, 'draft-'));
  const { TMPDIR } = process.env;
  try {
    // The package unpacks into the folder for temporary files, whatever that is.
    process.env.TMPDIR = draft;
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await inflate(path.join(source, 'bin', 'al2023.tar.br'));
    fs.renameSync(draft, target);
  } catch (error) {
    if (!fs.existsSync(target)) throw error;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return target;
}
