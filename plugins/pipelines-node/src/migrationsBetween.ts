import type { DeployChange } from './deployers';

/**
 * The migrations that only one of the two releases of a change has, in their order: no deployer can undo them by moving a pointer.
 *
 * @returns ids; all of the new release where it isn't known what runs
 * @public
 */
export function migrationsBetween({
  from,
  to,
}: Pick<DeployChange, 'from' | 'to'>): string[] {
  const before = new Set(from?.migrations.map(({ id }) => id));
  const after = new Set(to.migrations.map(({ id }) => id));
  return [
    ...[...after].filter(id => !before.has(id)),
    ...[...before].filter(id => !after.has(id)),
  ];
}
