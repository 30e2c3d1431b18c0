import { isResourcePermission } from '@backstage/plugin-permission-common';
import { pipelinesPermissions } from './permissions';

describe('permissions', () => {
  it('have names of their own', () => {
    const names = pipelinesPermissions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter(name => !name.startsWith('pipelines.'))).toEqual([]);
  });

  it('are about a thing, but for the health of sources, the clusters of streams, schemas, dead letters, costs, what CI hands over and the making of a new release', () => {
    expect(
      pipelinesPermissions
        .filter(permission => !isResourcePermission(permission))
        .map(({ name }) => name),
    ).toEqual([
      'pipelines.source.read',
      'pipelines.stream.read',
      'pipelines.schema.read',
      'pipelines.deadletter.read',
      'pipelines.cost.read',
      'pipelines.artifact.upload',
      'pipelines.release.create',
    ]);
  });
});
