import { resultsOf } from './__testUtils__/fixtures';
import { isBuilding, isTesting } from './commands';

describe('commands', () => {
  it.each<[Record<string, unknown>, boolean, boolean]>([
    [{ which: 'build' }, true, true],
    [{ which: 'run' }, true, false],
    [{ which: 'seed' }, true, false],
    [{ which: 'snapshot' }, true, false],
    [{ which: 'test' }, false, true],
    [{ which: 'retry' }, true, true],
    [{ which: 'compile' }, false, false],
    [{ which: 'generate' }, false, false],
    [{ which: 'run-operation' }, false, false],
    [{ which: 'build', empty: true }, true, false],
    [{ which: null }, true, true],
  ])('%j builds: %s, tests: %s', (args, builds, tests) => {
    const results = resultsOf({}, { args });
    expect([isBuilding(results), isTesting(results)]).toEqual([builds, tests]);
  });
});
