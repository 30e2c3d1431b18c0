import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';

/**
 * What is wrong with the examples of an action: each has to be of the action, and has to name inputs that it has, with all that it needs.
 */
export function exampleProblems(
  action: TemplateAction<any, any, any>,
): string[] {
  const examples = action.examples ?? [];
  if (examples.length === 0) return ['There are none'];
  const { properties = {}, required = [] } = action.schema!.input as {
    properties?: object;
    required?: string[];
  };
  return examples.flatMap(({ description, example }) =>
    parse(example).steps.flatMap((step: { action: string; input: object }) => {
      const given = Object.keys(step.input);
      return [
        ...(step.action === action.id
          ? []
          : [`${description}: ${step.action}`]),
        ...given
          .filter(name => !Object.hasOwn(properties, name))
          .map(name => `${description}: there is no input ${name}`),
        ...required
          .filter(name => !given.includes(name))
          .map(name => `${description}: needs ${name}`),
      ];
    }),
  );
}
