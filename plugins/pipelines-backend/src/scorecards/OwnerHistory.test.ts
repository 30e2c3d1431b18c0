import { movesOf, whollyVisible } from './OwnerHistory';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';

const scorecard = scorecardSchema.parse({
  id: 'readiness',
  title: 'Readiness',
  levels: ['bronze', 'silver'].map(name => ({
    name,
    checks: [{ id: name, title: name, fact: 'f', is: true, toPass: 'Do it' }],
  })),
});

describe('movesOf', () => {
  const change = (
    entityRef: string,
    from: string | undefined,
    to: string | undefined,
    owner = 'group:default/a',
  ) => ({ entityRef, from, to, owner });

  it('counts from where a pipeline began to where it ended', () => {
    expect(
      movesOf(scorecard, [
        change('up', 'bronze', 'silver'),
        change('down', 'silver', undefined),
        change('up', undefined, 'bronze'),
        change('back', 'bronze', 'silver'),
        change('back', 'silver', 'bronze'),
        change('other', undefined, 'bronze', 'group:default/b'),
      ]),
    ).toEqual(
      new Map([
        ['group:default/a', { up: 1, down: 1 }],
        ['group:default/b', { up: 1, down: 0 }],
      ]),
    );
  });

  it('counts a pipeline for who owns it now', () => {
    expect(
      movesOf(scorecard, [
        change('moved', 'bronze', 'silver', 'group:default/b'),
        change('moved', undefined, 'bronze', 'group:default/a'),
      ]),
    ).toEqual(new Map([['group:default/b', { up: 1, down: 0 }]]));
  });
});

describe('whollyVisible', () => {
  it('leaves out owners of whom the caller sees only a part', () => {
    const day = (owner: string) => ({
      date: '2026-11-25',
      owner,
      level: 'bronze',
      pipelines: 2,
    });
    expect(
      whollyVisible(
        [day('a'), day('b'), day('c')],
        [{ owner: 'a' }, { owner: 'a' }, { owner: 'b' }],
        new Map([
          ['a', 2],
          ['b', 2],
          ['c', 2],
        ]),
      ),
    ).toEqual([day('a')]);
  });
});
