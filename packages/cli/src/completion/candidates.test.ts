import { createProgram } from '../program';
import { candidates } from './candidates';

describe('candidates', () => {
  const program = createProgram({ surroundings: {} as never, end() {} });

  it.each([
    [['re'], ['release']],
    [
      ['release', ''],
      ['create', 'record'],
    ],
    [
      ['evidence', 'add', '--kind', 's'],
      ['sql-test', 'schema-compatibility'],
    ],
    [['evidence', 'add', '--report', ''], []],
    [['promote', '--release', '3', '--rel'], []],
    [['rollback', '--unit=finance', '--uni'], []],
    [['lint', 'catalog', '--st'], ['--strict']],
    [['nonsense', 'x'], []],
  ])('%j: %j', (words, expected) => {
    expect(candidates(program, words).sort()).toEqual([...expected].sort());
  });

  it('has every command at first', () => {
    expect(candidates(program, [''])).toEqual(
      expect.arrayContaining(program.commands.map(each => each.name())),
    );
  });
});
