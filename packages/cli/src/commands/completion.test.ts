import { call } from '../__testUtils__/call';

describe('completion', () => {
  it.each([
    ['bash', 'complete -F _sluice_completion sluice'],
    ['zsh', 'compdef _sluice_completion sluice'],
    ['fish', 'complete -f -c sluice'],
  ])('is code for %s', async (shell, expected) => {
    const told = await call(['completion', shell]);
    expect(told).toMatchObject({ exitCode: 0, err: '' });
    expect(told.out).toContain(expected);
  });

  it('is not for other shells', async () => {
    expect((await call(['completion', 'csh'])).exitCode).toBe(2);
  });
});
