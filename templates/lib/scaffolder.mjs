import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} SkeletonFile
 * @property {string} path - from the folder of the template, or of what it rendered
 * @property {Buffer} content
 * @property {boolean} [executable] - of what was rendered alone
 *
 * @typedef {object} DryRun what the scaffolder made of a template and answers
 * @property {string[]} refusals - why the answers don't fit the form, each with the field; none where they were taken
 * @property {SkeletonFile[]} files - what would be in the new repository
 *
 * @typedef {object} Scaffolder
 * @property {(options: { template: object, files: SkeletonFile[], values: object }) => Promise<DryRun>} dryRun - throws where a step fails
 * @property {() => Promise<void>} stop
 */

/**
 * Backstage's own scaffolder, with nothing but its dry run in use: it checks the answers against the form, runs the steps and hands back the
 * files, so that what is tested is what people get. Loading it takes seconds, a dry run milliseconds.
 *
 * @returns {Promise<Scaffolder>}
 */
export async function startScaffolder() {
  const child = fork(
    fileURLToPath(new URL('scaffolderProcess.mjs', import.meta.url)),
    { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const exited = once(child, 'exit');
  const port = await Promise.race([
    portOf(child),
    exited.then(([code]) => {
      throw new Error(`The scaffolder ended with ${code} instead of starting`);
    }),
  ]);
  return {
    dryRun: options =>
      dryRun(`http://localhost:${port}/api/scaffolder/v2/dry-run`, options),
    async stop() {
      child.disconnect();
      await exited;
    },
  };
}

/** Waits for its port. Before it, what compiles TypeScript there tells which files it has read. */
async function portOf(child) {
  for await (const [message] of on(child, 'message')) {
    if (message.port) return message.port;
  }
  throw new Error('unreachable: messages end with the process');
}

async function dryRun(url, { template, files, values }) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({
      template,
      values,
      directoryContents: files.map(({ path, content }) => ({
        path,
        base64Content: content.toString('base64'),
      })),
    }),
  });
  const answer = await response.json();
  if (response.status === 400 && Array.isArray(answer.errors)) {
    return { refusals: answer.errors.map(({ stack }) => stack), files: [] };
  }
  if (!response.ok) {
    throw new Error(
      `The scaffolder answered ${response.status}: ${
        answer.error?.message ?? JSON.stringify(answer)
      }`,
    );
  }
  return {
    refusals: [],
    files: answer.directoryContents.map(file => ({
      path: file.path,
      content: Buffer.from(file.base64Content, 'base64'),
      executable: file.executable,
    })),
  };
}
