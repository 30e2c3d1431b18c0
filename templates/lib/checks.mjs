import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse, parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
// Sluice's packages are TypeScript.
require('@backstage/cli-node/config/nodeTransform.cjs');
const {
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  componentEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
} = require('@backstage/catalog-model');
const { validatePipelineEntity } = require('@sluice/plugin-pipelines-common');
const {
  checkPolicyContent,
} = require('@sluice/plugin-pipelines-node/documents');

/** A policy of a portal, to which the rules of a new unit are proposed. */
const policy = parse(
  readFileSync(new URL('../../catalog/policies.yaml', import.meta.url), 'utf8'),
);

const entityPolicy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** Whether a kind has what it needs; the kinds that templates make. */
const KINDS = {
  Component: componentEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
};

const WORKFLOW = /^\.github\/workflows\//;
/** What GitHub evaluates itself. */
const OF_GITHUB =
  /^\$\{\{ (github|vars|secrets|env|steps|matrix|needs|inputs)\.[^{}]*\}\}/;

/** @typedef {import('./scaffolder.mjs').SkeletonFile} SkeletonFile */

/**
 * What is left of the template's own language.
 *
 * @param {SkeletonFile[]} files
 * @returns {string[]} a sentence for each place
 */
export function unrendered(files) {
  return files.flatMap(({ path, content }) => {
    const text = content.toString('utf8');
    const left = [...`${path}\n${text}`.matchAll(/\$\{\{|\{%|%\}/g)].filter(
      ({ 0: found, index }) =>
        !(
          WORKFLOW.test(path) &&
          found === '${{' &&
          OF_GITHUB.test(`${path}\n${text}`.slice(index))
        ),
    );
    return left.map(({ 0: found }) => `${path}: ${found} is left`);
  });
}

/**
 * Files of YAML that don't parse, or say something twice.
 *
 * @param {SkeletonFile[]} files
 * @returns {string[]} a sentence for each mistake
 */
export function yamlProblems(files) {
  return files
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .flatMap(({ path, content }) =>
      parseAllDocuments(content.toString('utf8')).flatMap(document =>
        [...document.errors, ...document.warnings].map(
          ({ message }) => `${path}: ${message}`,
        ),
      ),
    );
}

/**
 * The entities of catalog-info.yaml.
 *
 * @param {SkeletonFile[]} files
 * @returns {import('@backstage/catalog-model').Entity[]}
 */
export function entitiesOf(files) {
  const file = files.find(({ path }) => path === 'catalog-info.yaml');
  if (!file) return [];
  return parseAllDocuments(file.content.toString('utf8')).map(document =>
    document.toJS(),
  );
}

/**
 * What the catalog, or Sluice, has against the entities of catalog-info.yaml: warnings too.
 *
 * @param {SkeletonFile[]} files
 * @returns {Promise<string[]>} a sentence for each mistake
 */
export async function entityProblems(files) {
  const entities = entitiesOf(files);
  if (entities.length === 0) return ['there is no catalog-info.yaml'];
  const problems = await Promise.all(
    entities.map(async entity => {
      const refused = await entityPolicy
        .enforce(entity)
        .then(() => KINDS[entity.kind].check(entity))
        .then(
          isOfKind => (isOfKind ? [] : [`not of the kind ${entity.kind}`]),
          error => [`${entity.metadata?.name}: ${error.message}`],
        );
      return [
        ...refused,
        ...validatePipelineEntity(entity).map(({ message }) => message),
      ];
    }),
  );
  return problems.flat();
}

/**
 * What a portal has against the rules of delivery-policy.yaml, proposed to Northstar's policy.
 *
 * @param {SkeletonFile[]} files
 * @returns {string[]} a sentence for each mistake
 */
export function policyProblems(files) {
  const file = files.find(({ path }) => path === 'delivery-policy.yaml');
  if (!file) return [];
  const { rules } = parse(file.content.toString('utf8'));
  const proposed = { ...policy, rules: [...policy.rules, ...rules] };
  return checkPolicyContent(proposed, { key: file.path }).problems;
}
