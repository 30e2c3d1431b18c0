import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFaults, StagedFaults } from './StagedFaults';

const FAIL = '{"does":"fail","environment":"prod","unit":"u"}';

describe('parseFaults', () => {
  it('goes over empty lines and comments', () => {
    expect(parseFaults(`# a comment\n\n${FAIL}\n`)).toEqual({
      faults: [
        {
          does: 'fail',
          environment: 'prod',
          unit: 'u',
          times: 1,
          id: expect.stringMatching(/^[0-9a-f]{16}$/),
        },
      ],
      problems: [],
    });
  });

  it('takes the same line twice for two faults, which others do not rename', () => {
    const ids = (text: string) => parseFaults(text).faults.map(({ id }) => id);
    const [first, second] = ids(`${FAIL}\n${FAIL}`);
    expect(first).not.toBe(second);
    expect(
      ids(
        `# new\n{"does":"regress","environment":"dev","unit":"v"}\n${FAIL}`,
      )[1],
    ).toBe(first);
  });

  it.each([
    ['{', 'line 1 of the staged faults is no JSON'],
    ['{"does":"explode"}', 'wrong at "does"'],
    ['{"does":"fail","environment":"prod"}', 'wrong at "unit"'],
    ['{"does":"fail","environment":"moon","unit":"u"}', 'at "environment"'],
  ])('leaves out %s and says why', (line, problem) => {
    const staged = parseFaults(line);
    expect(staged.faults).toEqual([]);
    expect(staged.problems).toEqual([expect.stringContaining(problem)]);
  });
});

describe('StagedFaults', () => {
  it('reads a file that comes and goes', () => {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-faults-'));
    const file = join(dir, 'commands.jsonl');
    const staged = StagedFaults.fromFile(file);
    expect(staged.read().faults).toEqual([]);
    writeFileSync(file, FAIL);
    expect(staged.read().faults).toHaveLength(1);
    rmSync(dir, { recursive: true });
    expect(staged.read().faults).toEqual([]);
  });
});
