import { checkToken, chooseLogin, expiryOf } from './login';

const OIDC = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://actions.example/token',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'not-a-secret',
};

describe('chooseLogin', () => {
  it.each([
    [{ tokenFile: 'f' }, { SLUICE_TOKEN: 't' }, 'token-file'],
    [{}, { SLUICE_TOKEN: 't', SLUICE_TOKEN_FILE: 'f', ...OIDC }, 'token'],
    [{}, { SLUICE_TOKEN: '', SLUICE_TOKEN_FILE: 'f', ...OIDC }, 'token-file'],
    [{}, OIDC, 'oidc'],
  ])('of %j and %j', (options, env, type) => {
    expect(chooseLogin(options, env)).toMatchObject({ type });
  });

  it('says what there is, if there is none', () => {
    expect(() => chooseLogin({}, {})).toThrow('SLUICE_TOKEN');
  });
});

describe('checkToken', () => {
  it('takes the line break of a file away', () => {
    expect(checkToken('abc.def\n', 'It')).toBe('abc.def');
  });

  it.each([[''], [' \n'], ['abc def'], ['abc\ndef'], ['abc\u00fc']])(
    'refuses %j without repeating it',
    text => {
      expect(() => checkToken(text, 'The file')).toThrow(/^The file is/);
      expect(() => checkToken(text, 'The file')).not.toThrow('abc');
    },
  );
});

describe('expiryOf', () => {
  const jwt = (payload: string) =>
    `h.${Buffer.from(payload).toString('base64url')}.s`;

  it.each([
    [jwt('{"exp":1000}'), 1_000_000],
    [jwt('{}'), undefined],
    [jwt('no json'), undefined],
    ['a-static-token', undefined],
  ])('%s', (token, expected) => {
    expect(expiryOf(token)).toBe(expected);
  });
});
