import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readDiscoveryOptions } from './options';

function read(pipelines?: JsonObject) {
  return readDiscoveryOptions(
    mockServices.rootConfig({
      data: { catalog: { providers: pipelines ? { pipelines } : {} } },
    }),
  );
}

describe('readDiscoveryOptions', () => {
  it('reads every minute, for owners that are called unowned, unless told', () => {
    expect(read()).toEqual({
      schedule: {
        frequency: { seconds: 60 },
        timeout: { seconds: 50 },
        initialDelay: { minutes: 2 },
        scope: 'global',
      },
      defaultOwner: 'group:default/unowned',
    });
  });

  it('takes what it is told', () => {
    expect(
      read({
        schedule: { frequency: { minutes: 5 }, timeout: { seconds: 30 } },
        defaultOwner: 'Platform',
      }),
    ).toMatchObject({
      schedule: { frequency: { minutes: 5 }, timeout: { seconds: 30 } },
      defaultOwner: 'group:default/platform',
    });
  });

  it.each([
    [
      { defaultOwner: 'group:' },
      "catalog.providers.pipelines.defaultOwner is 'group:', which is not an entity ref",
    ],
    [
      { defaultOwner: 'system:default/orders' },
      "catalog.providers.pipelines.defaultOwner is 'system:default/orders', but must be a group or a user",
    ],
    [
      { schedule: { frequency: { minutes: 5 } } },
      'catalog.providers.pipelines.schedule: ',
    ],
    [
      { schedule: { frequency: 'often', timeout: { seconds: 30 } } },
      'catalog.providers.pipelines.schedule: ',
    ],
  ])('names the key of %j', (pipelines, message) => {
    expect(() => read(pipelines as JsonObject)).toThrow(message);
  });
});
