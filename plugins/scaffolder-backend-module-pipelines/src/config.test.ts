import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readScaffolderConfig } from './config';

const read = (scaffolder?: object, more: object = {}) =>
  readScaffolderConfig(
    new ConfigReader({
      app: { baseUrl: 'https://portal.example/' },
      pipelines: {
        environments: [{ name: 'dev' }, { name: 'prod' }],
        ...(scaffolder && { scaffolder }),
      },
      ...more,
    } as never),
  );

describe('readScaffolderConfig', () => {
  it('has a convention, and no folder of repositories, by default', () => {
    const { names, ...rest } = read();
    expect(rest).toEqual({
      repositoriesFolder: undefined,
      portalUrl: 'https://portal.example',
    });
    expect(names.maxLength).toBe(63);
    expect(['a', 'orders-2-mart'].every(n => names.pattern.test(n))).toBe(true);
    for (const name of ['', '2a', 'a-', 'a--b', 'A', 'a_b', '../a', 'a\n']) {
      expect([name, names.pattern.test(name)]).toEqual([name, false]);
    }
    expect([...names.reserved]).toEqual(
      expect.arrayContaining(['default', 'dev', 'prod']),
    );
  });

  it('takes a convention of the company as a whole, and makes paths absolute', () => {
    const { names, repositoriesFolder } = read({
      names: {
        pattern: 'ns-[a-z]+|x',
        description: 'ns-<word>',
        maxLength: 20,
        reserved: ['ns-all'],
      },
      repositories: { folder: '../data/repositories' },
    });
    expect(names.pattern.test('ns-orders')).toBe(true);
    expect(names.pattern.test('xy')).toBe(false);
    expect(names.reserved.has('ns-all')).toBe(true);
    expect(repositoriesFolder).toBe(resolve('../data/repositories'));
  });

  it.each([
    [{ names: { pattern: '(' } }, 'pipelines.scaffolder.names.pattern must be'],
    [{ names: { pattern: 'a' } }, 'pipelines.scaffolder.names must have both'],
    [{ names: { maxLength: 64 } }, 'pipelines.scaffolder.names.maxLength'],
    [
      { names: { reserved: ['a', 'B'] } },
      'pipelines.scaffolder.names.reserved[1] must be a name in lower case',
    ],
    [
      { repositories: { path: 'x' } },
      'pipelines.scaffolder.repositories.folder is missing',
    ],
    [
      { repositories: { folder: '' } },
      'pipelines.scaffolder.repositories.folder is empty',
    ],
    [{ folder: 'x' }, 'pipelines.scaffolder.folder is not a known key'],
  ])('refuses %j and names the key', (scaffolder, message) => {
    expect(() => read(scaffolder)).toThrow(message);
  });
});
