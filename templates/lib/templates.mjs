import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {object} Answers what somebody may type into the form of a template, from `<name>/answers/<title>.yaml`
 * @property {string} title - of the file
 * @property {object} values - by the names of the form's fields; those of `likeFile` with the file's own on top
 * @property {string[]} refused - fields, as `instance.name`, that the form must not take; none where all of it must render
 *
 * @typedef {object} Template
 * @property {string} name
 * @property {object} entity - template.yaml
 * @property {import('./scaffolder.mjs').SkeletonFile[]} files - all that steps may fetch
 * @property {Answers[]} answers - in the order of their files
 */

/** @returns {string[]} the folders of `templates/` that have a template.yaml, sorted */
export const templateNames = () =>
  readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'lib')
    .map(({ name }) => name)
    .sort();

/** @param {string} name @returns {Template} */
export function readTemplate(name) {
  const folder = join(root, name);
  const files = filesBelow(folder).map(path => ({
    path: path.split(sep).join('/'),
    content: readFileSync(join(folder, path)),
  }));
  return {
    name,
    entity: parse(readFileSync(join(folder, 'template.yaml'), 'utf8')),
    files: files.filter(({ path }) => !path.startsWith('answers/')),
    answers: readAnswers(join(folder, 'answers')),
  };
}

/** @param {string} folder @returns {Answers[]} */
function readAnswers(folder) {
  const read = file => parse(readFileSync(join(folder, file), 'utf8'));
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file => {
      const { values, like, refused = [] } = read(file);
      return {
        title: file.replace(/\.yaml$/, ''),
        values: { ...(like ? read(`${like}.yaml`).values : {}), ...values },
        refused,
      };
    });
}

/** @param {string} folder @returns {string[]} paths from the folder */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
