import fs from 'node:fs';
import path from 'node:path';

/**
 * What the demo's target wrote down for itself: one line for each step that it really did.
 *
 * @typedef {{promotionId: number, step: string, unit: string}} DeployedStep
 * @param {string} dir - the folder of the deployments
 * @param {string} environment
 * @returns {DeployedStep[]} none if nothing was ever deployed
 */
export function readDeployments(dir, environment) {
  const file = path.join(dir, `${environment}.jsonl`);
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(line => {
      try {
        const record = JSON.parse(line);
        return record.kind === 'effect' && record.isWhole ? [record] : [];
      } catch {
        // A line that its writer didn't finish is no record.
        return [];
      }
    });
}

/**
 * Steps that a promotion has done more than once, and promotions that did none.
 *
 * @param {DeployedStep[]} steps
 * @param {number[]} promotionIds - those that were asked for
 * @returns {string[]} a sentence each
 */
export function deployedTwice(steps, promotionIds) {
  const problems = [];
  for (const id of new Set(promotionIds)) {
    const own = steps.filter(({ promotionId }) => promotionId === id);
    if (own.length === 0) problems.push(`promotion ${id} did nothing`);
    const seen = new Set();
    for (const { step, unit } of own) {
      if (seen.has(step)) {
        problems.push(`promotion ${id} did ${step} of ${unit} twice`);
      }
      seen.add(step);
    }
  }
  return problems;
}
