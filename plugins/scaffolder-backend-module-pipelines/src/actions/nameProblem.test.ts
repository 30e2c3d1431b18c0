import fc from 'fast-check';
import { nameProblem } from './nameProblem';

const convention = {
  pattern: /^[a-z]+(?:-[a-z]+)*$/,
  description: 'words joined by dashes',
  maxLength: 20,
  reserved: new Set(['default']),
};

describe('nameProblem', () => {
  it('has nothing against what follows the convention', () => {
    expect(nameProblem('orders-mart', convention)).toBeUndefined();
  });

  it.each([
    ['default', 'The name "default" is reserved'],
    ['Orders', 'use words joined by dashes'],
    ['', 'The name "" does not follow'],
    ['../../etc', 'does not follow'],
    ['${{ secrets.x }}', 'does not follow'],
    ["a'; DROP TABLE x", 'does not follow'],
    ['a'.repeat(21), 'has 21 characters, and may have 20'],
  ])('says what is wrong with %s', (name, message) => {
    expect(nameProblem(name, convention)).toContain(message);
  });

  it('lets nothing through that could be a path, and never repeats more than it has to', () => {
    const holds = fc.property(fc.string({ maxLength: 400 }), name => {
      const problem = nameProblem(name, convention);
      return problem === undefined
        ? /^[a-z-]{1,20}$/.test(name)
        : problem.length < 700;
    });
    expect(fc.check(holds)).toMatchObject({ failed: false });
  });
});
