import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { createPipelinesPolicy } from './pipelinesPolicy';

describe('createPipelinesPolicy', () => {
  const pipelinesPolicy = createPipelinesPolicy({
    roles: {
      dataEngineers: [],
      platformEngineers: ['group:default/platform'],
      financeControllers: [],
      auditors: [],
    },
    restrictedClassifications: ['pii'],
  });
  const user = {
    credentials: mockCredentials.user(),
    info: {
      userEntityRef: 'user:default/mock',
      ownershipEntityRefs: ['user:default/mock'],
    },
  };

  it('leaves what is not ours to the policy that calls it', () => {
    const permission = createPermission({
      name: 'catalog.entity.read',
      attributes: { action: 'read' },
      resourceType: 'catalog-entity',
    });
    expect(pipelinesPolicy({ permission }, user)).toBeUndefined();
    expect(pipelinesPolicy({ permission }, undefined)).toBeUndefined();
  });

  it('denies rather than put conditions on a permission that is about something else', () => {
    const permission = createPermission({
      name: 'pipelines.pipeline.read',
      attributes: { action: 'read' },
    });
    expect(pipelinesPolicy({ permission }, user)).toEqual({
      result: AuthorizeResult.DENY,
    });
  });
});
