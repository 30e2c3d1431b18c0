import { mockServices } from '@backstage/backend-test-utils';
import { readPipelinesPolicyOptions } from './options';

function read(pipelinesPolicy?: object) {
  return readPipelinesPolicyOptions(
    mockServices.rootConfig({
      data: pipelinesPolicy ? { pipelinesPolicy: pipelinesPolicy as {} } : {},
    }),
  );
}

describe('readPipelinesPolicyOptions', () => {
  it('grants no role to anybody without config', () => {
    expect(read()).toEqual({
      roles: {
        dataEngineers: [],
        platformEngineers: [],
        financeControllers: [],
        auditors: [],
      },
      restrictedClassifications: [],
    });
  });

  it('completes names to entity refs, of groups unless they say otherwise', () => {
    const { roles } = read({
      roles: {
        dataEngineers: ['Sales-Data', 'group:finance/close'],
        auditors: ['user:default/ada'],
      },
    });

    expect(roles.dataEngineers).toEqual([
      'group:default/sales-data',
      'group:finance/close',
    ]);
    expect(roles.auditors).toEqual(['user:default/ada']);
  });

  it.each([
    [
      'an unknown role',
      { roles: { admins: ['x'] } },
      'pipelinesPolicy.roles.admins is not a role: use dataEngineers',
    ],
    [
      'a malformed ref',
      { roles: { auditors: ['ok', 'group:'] } },
      "pipelinesPolicy.roles.auditors[1] is 'group:', which is not an entity ref",
    ],
    [
      'a ref that nobody can be',
      { roles: { auditors: ['component:default/orders'] } },
      "pipelinesPolicy.roles.auditors[0] is 'component:default/orders', but must be a group or a user",
    ],
    [
      'an unknown classification',
      { restrictedClassifications: ['pii', 'secret'] },
      "pipelinesPolicy.restrictedClassifications[1] is 'secret'",
    ],
  ])('names the key of %s', (_, pipelinesPolicy, message) => {
    expect(() => read(pipelinesPolicy)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
