import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startScaffolder } from '../../../templates/lib/scaffolder.mjs';
import { readTemplate } from '../../../templates/lib/templates.mjs';
import { render, writeFiles } from '../../../templates/render.mjs';
import { logDir, serviceDir } from '../../lib/paths.mjs';
import {
  cleanEnvironment,
  pythonEnvironment,
  withPath,
} from '../../lib/python.mjs';

/**
 * A new repository, as somebody gets it who gives certain answers to the form of a template.
 *
 * @typedef {object} Rendered
 * @property {string} folder
 * @property {(command: string, ...args: string[]) => Promise<{ code: number, output: string }>} run - a program of its Python environment
 *   in its folder; `output` is of both streams
 *
 * @param {string} name - of the template
 * @param {{ requirements: string, python: string, env?: NodeJS.ProcessEnv, answers?: string }} options - `requirements`: a file of the
 *   new repository; `answers`: the title of those that are given, else the first that the form takes
 * @returns {Promise<Rendered>}
 */
export async function rendered(
  name,
  { requirements, python, env = {}, answers: title },
) {
  const folder = join(
    serviceDir('templates'),
    title ? `${name}-${title}` : name,
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const template = readTemplate(name);
  const answers = template.answers.find(each =>
    title ? each.title === title : each.refused.length === 0,
  );
  const scaffolder = await startScaffolder();
  try {
    const { files } = await render(scaffolder, template, answers.values);
    writeFiles(files, folder);
  } finally {
    await scaffolder.stop();
  }
  const bin = await pythonEnvironment({
    requirements: join(folder, requirements),
    python,
    say: line => console.log(`${name}: ${line}`),
    log: join(logDir('templates'), `${name}-install.log`),
  });
  return {
    folder,
    async run(command, ...args) {
      const child = spawn(join(bin, command), args, {
        cwd: folder,
        env: { ...withPath(bin, cleanEnvironment()), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const output = [];
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', text => output.push(text));
      }
      const [code] = await once(child, 'close');
      return { code, output: output.join('') };
    },
  };
}
