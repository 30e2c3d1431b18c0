import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { readRepositoriesFolder } from './readRepositoriesFolder';

const of = (data: object) =>
  readRepositoriesFolder(mockServices.rootConfig({ data: data as any }));

describe('readRepositoriesFolder', () => {
  it('is an absolute path, or nothing', () => {
    const folder = (path: unknown) => ({
      pipelines: { scaffolder: { repositories: { folder: path } } },
    });
    expect(of(folder('../repos'))).toBe(resolve('../repos'));
    expect(of({})).toBeUndefined();
    expect(() => of(folder(7))).toThrow(
      'pipelines.scaffolder.repositories.folder',
    );
  });
});
