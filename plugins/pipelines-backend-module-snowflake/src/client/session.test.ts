import { fakeInstance } from '../__testUtils__/instance';
import { connect, connectionOptions, disconnect } from './session';

const { login } = fakeInstance();

describe('connectionOptions', () => {
  it('logs in by a key pair', () => {
    expect(
      connectionOptions({
        ...login,
        role: 'READER',
        warehouse: 'XS',
        secret: () => ({ privateKey: 'PEM' }),
      }),
    ).toEqual({
      account: 'myorg-prod',
      accessUrl: undefined,
      username: 'SVC',
      authenticator: 'SNOWFLAKE_JWT',
      privateKey: 'PEM',
      role: 'READER',
      warehouse: 'XS',
      database: 'DB',
      queryTag: 'sluice',
      application: 'Sluice',
      sfRetryMaxLoginRetries: 2,
      clientStoreTemporaryCredential: false,
    });
  });

  it('logs in to an emulator by a password', () => {
    expect(
      connectionOptions({ ...login, url: 'http://127.0.0.1:1' }),
    ).toMatchObject({
      accessUrl: 'http://127.0.0.1:1',
      authenticator: 'SNOWFLAKE',
      password: 'fake',
    });
  });
});

describe('connect', () => {
  it('says which account it could not reach', async () => {
    const instance = fakeInstance({
      login: { ...login, url: 'http://127.0.0.1:9' },
    });
    await expect(connect(instance)).rejects.toMatchObject({
      failure: 'network',
      message: expect.stringMatching(
        /^The login of SVC to http:\/\/127\.0\.0\.1:9 failed \(401001\): connect ECONNREFUSED/,
      ),
    });
  }, 60_000);
});

describe('disconnect', () => {
  it('leaves one alone that is gone', async () => {
    const destroy = jest.fn();
    await disconnect({ isUp: () => false, destroy } as never);
    expect(destroy).not.toHaveBeenCalled();
    destroy.mockImplementation(done => done());
    await disconnect({ isUp: () => true, destroy } as never);
    expect(destroy).toHaveBeenCalledTimes(1);
  });
});
