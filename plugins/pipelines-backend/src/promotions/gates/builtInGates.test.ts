import { BUILT_IN_GATES } from './builtInGates';

describe('builtInGates', () => {
  it('have names of their own, short enough for the table', () => {
    expect(new Set(BUILT_IN_GATES).size).toBe(BUILT_IN_GATES.length);
    for (const name of BUILT_IN_GATES) {
      expect(name).toMatch(/^[a-z][a-z-]{1,59}$/);
    }
    expect(BUILT_IN_GATES).toContain('verified-upstream');
  });
});
