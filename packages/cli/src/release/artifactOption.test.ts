import { readArtifactOption } from './artifactOption';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('readArtifactOption', () => {
  it.each([
    [
      'name=dags.zip,kind=dag-bundle,file=dist/dags.zip,uri=s3://b/dags.zip',
      {
        name: 'dags.zip',
        kind: 'dag-bundle',
        file: 'dist/dags.zip',
        uri: 's3://b/dags.zip',
      },
    ],
    [
      'file=dist/a.jar, kind=jar',
      { name: 'a.jar', kind: 'jar', file: 'dist/a.jar' },
    ],
    [
      `name=app,kind=image,digest=${DIGEST}`,
      { name: 'app', kind: 'image', digest: DIGEST },
    ],
    [
      'kind=file,file=f,uri=https://x.example/?a=b',
      { name: 'f', kind: 'file', file: 'f', uri: 'https://x.example/?a=b' },
    ],
  ])('%s', (text, expected) => {
    expect(readArtifactOption(text)).toEqual(expected);
  });

  it.each([
    ['dags.zip', 'is none of'],
    ['name=a,kind=zip,file=a', 'kind has to be one of'],
    ['name=a,kind=jar', 'either file'],
    [`name=a,kind=jar,file=a,digest=${DIGEST}`, 'either file'],
    ['name=a,kind=jar,digest=abc', '64 hex digits'],
    [`kind=jar,digest=${DIGEST}`, 'name is missing'],
    ['name=a,kind=jar,size=1', 'size=1 is none of'],
  ])('refuses %s', (text, says) => {
    expect(() => readArtifactOption(text)).toThrow(says);
  });
});
