import fc from 'fast-check';
import { digestOf } from '../canonical/digest';
import { releaseContent } from './content';

const artifact = (name: string, digit = '1') => ({
  name,
  kind: 'file' as const,
  digest: `sha256:${digit.repeat(64)}`,
});
const RELEASE = {
  unit: 'finance',
  commit: 'A'.repeat(40),
  artifacts: [artifact('dags/close.py'), artifact('dags/open.py', '2')],
};

describe('releaseContent', () => {
  it('is hashed as the specification says', () => {
    expect(releaseContent(RELEASE).digest).toBe(
      digestOf({
        unit: 'finance',
        commit: 'a'.repeat(40),
        artifacts: RELEASE.artifacts,
        manifests: {},
        topologyHash: null,
        configSchema: {},
        migrations: [],
      }),
    );
  });

  it('is the same in any order of artifacts and keys, and for any name, size and place', () => {
    const digest = releaseContent(RELEASE).digest;
    fc.assert(
      fc.property(
        fc.shuffledSubarray(RELEASE.artifacts, { minLength: 2 }),
        fc.string(),
        fc.nat(),
        (artifacts, label, sizeBytes) => {
          const same = {
            artifacts: artifacts.map(a => ({ ...a, sizeBytes, uri: 's3://x' })),
            label,
            commit: RELEASE.commit,
            unit: RELEASE.unit,
          };
          expect(releaseContent(same).digest).toBe(digest);
        },
      ),
    );
  });

  it.each<[string, object]>([
    ['unit', { unit: 'commerce' }],
    ['commit', { commit: 'b'.repeat(40) }],
    ['artifact', { artifacts: [artifact('dags/close.py', '3')] }],
    ['manifest', { manifests: { dags: {} } }],
    ['topology', { topologyHash: 'c'.repeat(64) }],
    ['config schema', { configSchema: { DB: { type: 'string' } } }],
    ['migration', { migrations: [{ id: '1', digest: 'sha256:1' }] }],
    [
      'order of migrations',
      {
        migrations: [
          { id: '2', digest: 'sha256:1' },
          { id: '1', digest: 'sha256:1' },
        ],
      },
    ],
  ])('is another one with another %s', (_, change) => {
    expect(releaseContent({ ...RELEASE, ...change }).digest).not.toBe(
      releaseContent(RELEASE).digest,
    );
  });

  it.each([
    '../etc/passwd',
    'dags/../../x',
    '/etc/passwd',
    'dags//x',
    './x',
    'dags/.',
    'C:\\x',
    'dags\\..\\x',
    'a\0b',
    '-rf',
    ' x',
    '%2e%2e/x',
    'x/',
  ])('refuses the artifact name %j', name => {
    expect(() =>
      releaseContent({ ...RELEASE, artifacts: [artifact(name)] }),
    ).toThrow('artifacts[0].name has to be a relative path');
  });

  it.each([
    'dags/close.py',
    'jar-1.2+3.jar',
    '.dockerignore',
    'a b.txt',
    '@scope/x',
  ])('takes the artifact name %j', name => {
    expect(
      releaseContent({ ...RELEASE, artifacts: [artifact(name)] }).content
        .artifacts[0].name,
    ).toBe(name);
  });

  it('refuses a name that occurs twice, also in another case', () => {
    expect(() =>
      releaseContent({ ...RELEASE, artifacts: [artifact('a'), artifact('A')] }),
    ).toThrow('artifacts[1].name occurs twice');
  });

  it.each(['hunter2', 'vault:x', 'ssm:', 'ssm:a b', 'https://x'])(
    'refuses the reference %j, and does not repeat it',
    reference => {
      const refused = () =>
        releaseContent({
          ...RELEASE,
          configSchema: { DB: { type: 'string', reference } },
        });
      expect(refused).toThrow('configSchema.DB.reference has to name');
      expect(refused).not.toThrow(`${reference} `);
    },
  );

  it.each(['secretsmanager:northstar/{environment}/db', 'ssm:/northstar/x'])(
    'takes the reference %s',
    reference => {
      expect(
        releaseContent({
          ...RELEASE,
          configSchema: { DB: { type: 'string', reference } },
        }).content.configSchema,
      ).toEqual({ DB: { type: 'string', reference } });
    },
  );
});
