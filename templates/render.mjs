/*
 * Renders a template as the portal would, to look at or to run its tests by hand:
 *
 *   node templates/render.mjs dbt-selection --to /tmp/orders [--answers orders]
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startScaffolder } from './lib/scaffolder.mjs';
import { readTemplate, templateNames } from './lib/templates.mjs';

/** These ask the pipelines backend, which doesn't run beside the scaffolder here. */
const ASKS = /^pipelines:\w+:request$/;

/**
 * A dry run of all steps: those that would change something out of the workspace are planned, and those that ask others are left out.
 *
 * @param {import('./lib/scaffolder.mjs').Scaffolder} scaffolder
 * @param {import('./lib/templates.mjs').Template} template
 * @param {object} values - answers to the form
 * @returns {Promise<import('./lib/scaffolder.mjs').DryRun>}
 */
export function render(scaffolder, { entity, files }, values) {
  const { output, steps } = entity.spec;
  const tried = steps.filter(({ action }) => !ASKS.test(action));
  const spec = {
    ...entity.spec,
    steps: tried,
    output: tried.length === steps.length ? output : {},
  };
  return scaffolder.dryRun({ template: { ...entity, spec }, files, values });
}

/**
 * @param {import('./lib/scaffolder.mjs').SkeletonFile[]} files
 * @param {string} folder - made where it isn't there
 */
export function writeFiles(files, folder) {
  for (const { path, content, executable } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: executable ? 0o755 : 0o644 });
  }
}

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { to: { type: 'string' }, answers: { type: 'string' } },
  });
  const [name] = positionals;
  if (!templateNames().includes(name) || !values.to) {
    throw new Error(
      `Say which template, and where to: node templates/render.mjs <${templateNames().join(
        '|',
      )}> --to FOLDER [--answers NAME]`,
    );
  }
  if (existsSync(values.to)) throw new Error(`${values.to} is there already`);
  const template = readTemplate(name);
  const answers = values.answers
    ? template.answers.find(({ title }) => title === values.answers)
    : template.answers.find(({ refused }) => refused.length === 0);
  if (!answers) throw new Error(`${name} has no answers ${values.answers}`);
  const scaffolder = await startScaffolder();
  try {
    const { refusals, files } = await render(
      scaffolder,
      template,
      answers.values,
    );
    if (refusals.length > 0) throw new Error(refusals.join('\n'));
    writeFiles(files, values.to);
    console.log(`${files.length} files in ${resolve(values.to)}`);
  } finally {
    await scaffolder.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch(error => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
