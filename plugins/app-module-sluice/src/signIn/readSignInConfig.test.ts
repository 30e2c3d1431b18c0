import { mockApis } from '@backstage/frontend-test-utils';
import { readSignInConfig } from './readSignInConfig';

const read = (data: object) =>
  readSignInConfig(mockApis.config({ data: data as any }));

describe('readSignInConfig', () => {
  it.each([
    ['nothing', {}, { isPersona: false, providers: [] }],
    [
      'the demo sign-in',
      { auth: { providers: { persona: { enabled: true } } } },
      { isPersona: true, providers: [] },
    ],
    [
      'providers in their order',
      { sluice: { signIn: { providers: ['oidc', 'github'] } } },
      { isPersona: false, providers: ['oidc', 'github'] },
    ],
  ])('reads %s', (_, data, expected) => {
    expect(read(data)).toEqual(expected);
  });

  it('names the key and what it may hold', () => {
    expect(() =>
      read({ sluice: { signIn: { providers: ['gitlab'] } } }),
    ).toThrow(
      "sluice.signIn.providers names 'gitlab'; it may hold github and oidc",
    );
  });
});
