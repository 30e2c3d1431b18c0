import { ConfigReader } from '@backstage/config';
import { readConfigList } from './configList';

const read = (list: unknown, because?: string) =>
  readConfigList(new ConfigReader({ pipelines: { things: list } } as any), {
    key: 'pipelines.things',
    title: 'things',
    because,
    read: (item, configKey) => ({ name: String(item), configKey }),
  });

describe('readConfigList', () => {
  it('reads each by its key, and nothing of nothing', () => {
    expect(read(['a', 'b'])).toEqual([
      { name: 'a', configKey: 'pipelines.things[0]' },
      { name: 'b', configKey: 'pipelines.things[1]' },
    ]);
    expect(read(undefined)).toEqual([]);
  });

  it('refuses what is no list', () => {
    expect(() => read({ a: 1 })).toThrow(
      'pipelines.things must be a list of things',
    );
  });

  it.each([
    [undefined, 'history hangs on the name'],
    ['its parts hang on it', 'its parts hang on it'],
  ])('refuses a name that comes twice, and says why: %s', (because, words) => {
    expect(() => read(['a', 'b', 'a'], because)).toThrow(
      `pipelines.things[2].name is a, and so is pipelines.things[0].name: ${words}, so it has to be unique`,
    );
  });
});
