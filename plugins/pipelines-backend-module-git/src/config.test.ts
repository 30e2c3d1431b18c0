import { ConfigReader } from '@backstage/config';
import { readGitConfig } from './config';

const MINIMAL = {
  id: 'northstar',
  repository: { url: 'https://git.example.org/pins.git' },
  units: ['u'],
  environments: ['prod'],
};

const read = (...deployers: object[]) =>
  readGitConfig(new ConfigReader({ pipelines: { git: { deployers } } }));

/** With what releases are made of. */
const content = ({
  environments,
  ...extra
}: Record<string, unknown> & { environments?: string[] }) => ({
  content: { branch: 'source', folder: 'dags', ...extra },
  ...(environments && { environments }),
});

describe('readGitConfig', () => {
  it('is empty without its key', () => {
    expect(readGitConfig(new ConfigReader({}))).toEqual([]);
  });

  it('has defaults', () => {
    expect(read(MINIMAL)).toEqual([
      {
        ...MINIMAL,
        branch: 'main',
        pin: 'pins/{environment}/{unit}.yaml',
        rollbackClass: 'repointable',
        author: { name: 'Sluice', email: 'sluice@localhost' },
      },
    ]);
  });

  it.each([
    [{ units: [] }, 'units'],
    [{ units: ['../u'] }, 'units[0]'],
    [{ repository: {} }, 'repository must have either url or path'],
    [{ repository: { url: 'ssh://git@example.org/pins' } }, 'repository.url'],
    [{ repository: { path: 'pins.git' } }, 'repository.path'],
    [{ pin: '../{unit}.yaml' }, 'pin'],
    [{ pin: '.git/config' }, 'pin'],
    [{ pin: 'a/.GIT/config' }, 'pin must not'],
    [{ pin: '/etc/{unit}' }, 'pin'],
    [{ pin: '{region}/{unit}.yaml' }, 'no other words in braces'],
    [{ pin: 'one.yaml', units: ['u', 'v'] }, 'pin must hold {unit}'],
    [
      { pin: '{unit}.yaml', environments: ['a', 'b'] },
      'pin must hold {environment}',
    ],
    [{ author: { name: 'A <b>', email: 'a@b' } }, 'author.name'],
    [{ force: true }, 'force is not a known key'],
    [{ content: { branch: 'source' } }, 'content.folder'],
    [content({ branch: 'main' }), 'content.branch is main'],
    [content({ folder: '../dags' }), 'content.folder'],
    [content({ folder: '{environment}' }), 'content.folder may hold {unit}'],
    [content({ folder: '{region}' }), 'content.folder may hold {unit}'],
    [content({ to: 'dags', environments: ['a', 'b'] }), 'content.to must hold'],
    [content({ to: 'pins' }), 'content.to holds the pin itself'],
  ])('refuses %j and names the key', (wrong, message) => {
    expect(() => read({ ...MINIMAL, ...wrong })).toThrow(message);
  });

  it('refuses two of one id', () => {
    expect(() => read(MINIMAL, MINIMAL)).toThrow(
      'pipelines.git.deployers[1].id is northstar',
    );
  });

  it('never repeats a secret', () => {
    // Opens nothing.
    const token = 'fake-token';
    const inAddress = `https://x:${token}@git.example.org/pins.git`;
    for (const wrong of [
      { repository: { url: inAddress } },
      { repository: { url: 'http://git.example.org' }, credentials: { token } },
      { credentials: { token, user: token } },
    ]) {
      const refused = () => read({ ...MINIMAL, ...wrong });
      expect(refused).toThrow('pipelines.git.deployers[0]');
      expect(refused).not.toThrow(new RegExp(token));
    }
  });
});
