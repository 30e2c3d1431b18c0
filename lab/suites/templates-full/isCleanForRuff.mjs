import assert from 'node:assert/strict';

/**
 * That ruff has nothing against the code of a new repository, nor its form.
 *
 * @param {import('../templates/rendered.mjs').Rendered} project
 */
export async function isCleanForRuff(project) {
  for (const args of [['check'], ['format', '--check']]) {
    const { code, output } = await project.run('ruff', ...args, '.');
    assert.equal(code, 0, output);
  }
}
