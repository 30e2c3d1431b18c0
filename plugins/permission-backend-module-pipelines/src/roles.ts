/**
 * The roles that the policy knows, as they are called in the config.
 *
 * @public
 */
export const PIPELINE_ROLES = [
  'dataEngineers',
  'platformEngineers',
  'financeControllers',
  'auditors',
] as const;

/** One of {@link PIPELINE_ROLES}. @public */
export type PipelineRole = (typeof PIPELINE_ROLES)[number];

/**
 * Which groups and users hold a role, as full entity refs in lower case.
 *
 * @public
 */
export type RoleMembers = Readonly<Record<PipelineRole, readonly string[]>>;

/**
 * Whom a row of a policy table is about: `everyone` is every signed-in person, with or without a role.
 *
 * @internal
 */
export type Grantee = PipelineRole | 'everyone';

/**
 * What a person counts as: always `everyone`, and each role that one of their refs holds.
 *
 * @param ownershipEntityRefs - the person and their groups
 * @internal
 */
export function granteesOf(
  ownershipEntityRefs: readonly string[],
  members: RoleMembers,
): Grantee[] {
  return [
    'everyone',
    ...PIPELINE_ROLES.filter(role =>
      members[role].some(ref => ownershipEntityRefs.includes(ref)),
    ),
  ];
}
