import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { exampleProblems } from '../__testUtils__/exampleProblems';
import { TestTask } from '../__testUtils__/runAction';
import { createNameCheckAction } from './nameCheck';

describe('pipelines:name:check', () => {
  const task = new TestTask();
  afterAll(() => task.remove());

  const action = createNameCheckAction({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'orders-mart' },
        },
      ],
    }),
    config: {
      names: {
        pattern: /^[a-z-]+$/,
        description: 'words with dashes',
        maxLength: 63,
        reserved: new Set(['default']),
      },
      repositoriesFolder: undefined,
      portalUrl: 'https://portal.example',
    },
  });

  it('has examples that can be used', () => {
    expect(exampleProblems(action)).toEqual([]);
  });

  it.each([false, true])(
    'passes what is free, with dry run %s alike',
    async isDryRun => {
      const { outputs } = await task.run(
        action,
        { name: 'returns-mart' },
        { isDryRun },
      );
      expect(outputs).toEqual({
        name: 'returns-mart',
        entityRef: 'component:default/returns-mart',
      });
    },
  );

  it('looks at the kind and the namespace', async () => {
    const { outputs } = await task.run(action, {
      name: 'orders-mart',
      kind: 'Resource',
      namespace: 'finance',
    });
    expect(outputs.entityRef).toBe('resource:finance/orders-mart');
  });

  it.each([
    [
      'orders-mart',
      'ConflictError',
      'the catalog has component:default/orders-mart',
    ],
    ['default', 'InputError', 'is reserved'],
    ['Orders Mart', 'InputError', 'use words with dashes'],
  ])('refuses %s by name', async (name, error, message) => {
    await expect(task.run(action, { name })).rejects.toMatchObject({
      name: error,
      message: expect.stringContaining(message),
    });
  });
});
