import type { Verdict } from '@sluice/plugin-pipelines-common';
import { verdictChanges } from './verdictChanges';

const verdicts = (states: Array<[string, Verdict['state']]>) =>
  states.map(
    ([occurrence, state]) =>
      ({ pipeline: 'component:default/close', occurrence, state } as Verdict),
  );

describe('verdictChanges', () => {
  it('counts what turns good and what turns bad, and nothing else', () => {
    expect(
      verdictChanges(
        verdicts([
          ['1', 'LATE'],
          ['2', 'MISSING'],
          ['3', 'GOOD'],
          ['4', 'GOOD'],
          ['5', 'UNKNOWN'],
          ['6', 'LATE'],
        ]),
        verdicts([
          ['1', 'GOOD'],
          ['2', 'GOOD'],
          ['3', 'LATE'],
          ['4', 'GOOD'],
          ['5', 'LATE'],
          ['6', 'MISSING'],
          ['7', 'LATE'],
        ]),
      ),
    ).toEqual({ better: 2, worse: 1 });
  });
});
