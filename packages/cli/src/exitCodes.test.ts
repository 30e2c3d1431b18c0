import { createProgram } from './program';
import { EXIT } from './exitCodes';
import { call } from './__testUtils__/call';

describe('exit codes', () => {
  it('are those that the help lists', async () => {
    const { exitCode, out } = await call(['--help']);
    expect(exitCode).toBe(0);
    const listed = [...out.matchAll(/^ {2}(\d) {2}/gm)].map(([, code]) =>
      Number(code),
    );
    expect(listed).toEqual(Object.values(EXIT));
  });

  it.each([
    [['nonsense']],
    [['status', '--nonsense']],
    [['status', 'x']],
    [['status', '1', '--timeout=soon']],
    [['status']],
    [['status', '1', '--unit=finance']],
    [['status', '--unit=finance', '--watch']],
  ])('say that the call is wrong: %j', async args => {
    const { err, exitCode, out } = await call(args);
    expect(exitCode).toBe(EXIT.usage);
    expect(err).not.toBe('');
    expect(out).toBe('');
  });

  it('never take a token from the command line, nor repeat it', async () => {
    for (const args of [
      ['status', '1', '--token=abc'],
      ['status', '--token', 'abc'],
    ]) {
      const { err, exitCode } = await call(args);
      expect(exitCode).toBe(EXIT.usage);
      expect(err).toContain('--token-file');
      expect(err).not.toContain('abc');
    }
  });

  it('name every command in the help', () => {
    const program = createProgram({ surroundings: {} as never, end() {} });
    expect(program.helpInformation()).toContain('release');
  });
});
