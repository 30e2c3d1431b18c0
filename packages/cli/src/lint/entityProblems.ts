import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  domainEntityV1alpha1Validator,
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  type KindValidator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import {
  type EntityProblem,
  validatePipelineEntity,
} from '@sluice/plugin-pipelines-common';

/** What the catalog itself asks of every entity. */
const POLICY = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const KINDS: KindValidator[] = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
];

/**
 * What is wrong with an entity: by the catalog's own rules, which would refuse it, and by Sluice's.
 *
 * @param options - `calendars`: names of those of the portal; undefined: any name is taken
 * @public
 */
export async function entityProblems(
  content: object,
  options: { calendars?: readonly string[] },
): Promise<EntityProblem[]> {
  const refused = await refusals(content);
  if (refused.length > 0) return refused;
  return validatePipelineEntity(content as Entity, options);
}

async function refusals(content: object): Promise<EntityProblem[]> {
  try {
    const entity = await POLICY.enforce(content as Entity);
    for (const kind of KINDS) await kind.check(entity ?? (content as Entity));
    return [];
  } catch (error) {
    const { message } = error as Error;
    return [
      {
        level: 'error',
        path: pathIn(message),
        message: `The catalog refuses it: ${message}`,
      },
    ];
  }
}

/** The catalog names fields as JSON pointers, `/metadata/name must be string`, or by themselves, `"metadata.name" is not valid`. */
function pathIn(message: string): string {
  const [, pointer] = /(?:^|\s)((?:\/[A-Za-z0-9_]+)+)/.exec(message) ?? [];
  if (pointer) return pointer.slice(1).replaceAll('/', '.');
  return /"([A-Za-z0-9_.]+)"/.exec(message)?.[1] ?? '';
}
