import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  entitiesOf,
  entityProblems,
  policyProblems,
  unrendered,
  yamlProblems,
} from './lib/checks.mjs';
import { startScaffolder } from './lib/scaffolder.mjs';
import { readTemplate, templateNames } from './lib/templates.mjs';
import { render } from './render.mjs';

/** What people shouldn't get through a field. */
const HOSTILE = [
  '${{ parameters | dump }}',
  '${{ 7 * 7 }}',
  '{% raw %}',
  '{{ env_var("HOME") }}',
  `'; drop table orders; --`,
  `""" + __import__('os').system('id') + """`,
  'a: b\n- c',
  '!!js/function >',
  '*alias',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '$(id)`id`',
  'x'.repeat(300),
];

/** Languages in which no text of a form may stand, quoted or not. */
const PROGRAM = /\.(sql|py|ts|js|mjs|sh|tf)$/;

let scaffolder;
before(async () => {
  scaffolder = await startScaffolder();
});
after(() => scaffolder?.stop());

const rendering = (template, values) => render(scaffolder, template, values);

/** What only asks for something makes no repository. */
const writesFiles = ({ entity }) =>
  entity.spec.steps.some(({ action }) => action.startsWith('fetch:'));

async function problemsOf(template, files) {
  return [
    ...unrendered(files),
    ...yamlProblems(files),
    ...policyProblems(files),
    ...(writesFiles(template) ? await entityProblems(files) : []),
  ];
}

/** @returns {string[]} the fields of text, of all pages of the form, also those that hang on a choice */
function textFields({ entity }) {
  const fields = entity.spec.parameters.flatMap(
    ({ properties, dependencies = {} }) => [
      ...Object.entries(properties),
      ...Object.values(dependencies).flatMap(({ oneOf }) =>
        oneOf.flatMap(choice => Object.entries(choice.properties)),
      ),
    ],
  );
  return fields
    .filter(([, field]) => field.type === 'string' && !field.enum)
    .map(([name]) => name);
}

for (const name of templateNames()) {
  describe(`The template ${name}`, () => {
    const template = readTemplate(name);

    it('is named as its folder', () => {
      assert.equal(template.entity.metadata.name, name);
    });

    for (const { title, values, refused } of template.answers) {
      if (refused.length > 0) {
        it(`refuses the answers ${title}`, async () => {
          const { refusals } = await rendering(template, values);
          const fields = new Set(refusals.map(each => each.split(' ')[0]));
          assert.deepEqual([...fields].sort(), [...refused].sort());
        });
      } else {
        it(`renders the answers ${title}`, async () => {
          const { files, refusals } = await rendering(template, values);
          assert.deepEqual(refusals, []);
          assert.deepEqual(await problemsOf(template, files), []);
          if (!writesFiles(template)) return;
          const [{ metadata, spec }] = entitiesOf(files);
          assert.deepEqual(
            [metadata.name, metadata.title, metadata.description, spec.owner],
            [values.name, values.title, values.description, values.owner],
          );
        });
      }
    }

    for (const field of textFields(template)) {
      it(`takes nothing hostile as ${field}, or makes text of it`, async () => {
        const rendered = template.answers.filter(
          ({ refused }) => refused.length === 0,
        );
        const { values } =
          rendered.find(answers => field in answers.values) ?? rendered[0];
        for (const hostile of HOSTILE) {
          const { files, refusals } = await rendering(template, {
            ...values,
            [field]: hostile,
          });
          if (refusals.length > 0) continue;
          assert.deepEqual(await problemsOf(template, files), [], hostile);
          const programs = files.filter(
            ({ path, content }) =>
              PROGRAM.test(path) && content.includes(hostile),
          );
          assert.deepEqual(
            programs.map(({ path }) => path),
            [],
            hostile,
          );
        }
      });
    }
  });
}
