import { recordedManifest } from './__testUtils__/fixtures';
import { projectOf } from './project';

const options = {
  configKey: 'pipelines.dbt[0]',
  where: '/target/manifest.json',
};

describe('projectOf', () => {
  const manifest = recordedManifest();
  const old = { ...manifest, projectName: undefined };

  it('is what the manifest says, or the config of a dbt that does not', () => {
    expect(projectOf(manifest, options)).toBe('lab');
    expect(projectOf(manifest, { ...options, project: 'lab' })).toBe('lab');
    expect(projectOf(old, { ...options, project: 'shop' })).toBe('shop');
  });

  it('refuses two that do not agree, and none', () => {
    expect(() => projectOf(manifest, { ...options, project: 'shop' })).toThrow(
      '/target/manifest.json is of the project lab, but pipelines.dbt[0].project is shop',
    );
    expect(() => projectOf(old, options)).toThrow(
      'set pipelines.dbt[0].project',
    );
  });
});
