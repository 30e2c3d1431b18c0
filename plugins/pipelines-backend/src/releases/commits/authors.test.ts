import fc from 'fast-check';
import {
  authorsOf,
  commitsOf,
  type PlacedRelease,
  releasesBetween,
  type ReleaseStep,
} from './authors';
import type { CommitRecord } from './commits';

const person = (name: string) => ({ name, email: `${name}@x.example` });
const commit = (
  sha: string,
  author = 'mei',
  coAuthors: string[] = [],
): CommitRecord => ({
  sha,
  title: sha,
  author: person(author),
  coAuthors: coAuthors.map(person),
  committedAt: '2026-11-20T06:00:00.000Z',
  paths: undefined,
  members: undefined,
});
const step = (
  sequence: number,
  commits: string[] | undefined,
  changesSince?: string,
): ReleaseStep => ({
  id: sequence + 100,
  sequence,
  commit: `c${sequence}`,
  changes: commits && { changesSince, commits: commits.map(c => commit(c)) },
});

describe('commitsOf', () => {
  it.each<[string, ReleaseStep[], string[], boolean]>([
    ['nothing between', [], [], true],
    ['one', [step(2, ['a', 'b'])], ['a', 'b'], true],
    ['several in order', [step(2, ['a']), step(3, ['b'])], ['a', 'b'], true],
    ['a rebuild', [step(2, [])], [], true],
    [
      'one of which nobody said what it brings',
      [step(2, ['a']), step(3, undefined), step(4, ['c'])],
      ['a', 'c'],
      false,
    ],
    [
      'one that follows the release before',
      [step(2, ['a'], 'c1')],
      ['a'],
      true,
    ],
    [
      'a branch that began earlier, with a commit twice',
      [step(2, ['a']), step(3, ['a', 'b'], 'c1')],
      ['a', 'b'],
      true,
    ],
    [
      'one that counts from a commit that was no release: a gap',
      [step(2, ['a'], 'c1'), step(3, ['b'], 'x')],
      ['a', 'b'],
      false,
    ],
    [
      'one that counts from a release after it',
      [step(2, ['a'], 'c3'), step(3, ['b'])],
      ['a', 'b'],
      false,
    ],
  ])('finds the commits of %s', (_, steps, shas, complete) => {
    const found = commitsOf(steps, ['c1']);
    expect(found.commits.map(c => c.sha)).toEqual(shas);
    expect(found.complete).toBe(complete);
  });

  it('loses no author and makes up none', () => {
    const letters = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.array(fc.option(fc.array(letters))), releases => {
        const steps = releases.map((shas, i) => step(i + 2, shas ?? undefined));
        const { commits, complete } = commitsOf(steps, []);
        expect(commits.map(c => c.sha)).toEqual([
          ...new Set(releases.flatMap(shas => shas ?? [])),
        ]);
        expect(complete).toBe(releases.every(shas => shas !== null));
      }),
    );
  });
});

describe('releasesBetween', () => {
  const release = (
    sequence: number,
    origin: PlacedRelease['origin'] = 'registered',
    sha = `c${sequence}`,
  ): PlacedRelease => ({ id: sequence + 100, sequence, commit: sha, origin });
  const [one, two, four] = [1, 2, 4].map(sequence => release(sequence));
  const unknown = release(3, 'attested', 'x');
  const known = release(3, 'attested', 'c1');

  it.each<
    [
      string,
      PlacedRelease,
      PlacedRelease | undefined,
      PlacedRelease,
      number[],
      string[],
    ]
  >([
    ['forward', unknown, one, four, [2, 4], ['c1', 'c1']],
    ['back', unknown, four, one, [2, 4], ['c1', 'c1']],
    ['nowhere', unknown, two, two, [], ['c1', 'c2', 'c2', 'c2']],
    ['the first one', unknown, undefined, two, [1, 2], []],
    [
      'from what was found, of whatever age',
      unknown,
      unknown,
      four,
      [1, 2, 4],
      ['x'],
    ],
    [
      'from there to what was registered earlier',
      unknown,
      unknown,
      two,
      [1, 2],
      ['x'],
    ],
    ['back to it', unknown, four, unknown, [1, 2, 4], ['x']],
    [
      'from what was found and is a known commit',
      known,
      known,
      four,
      [2, 4],
      ['c1', 'c1'],
    ],
    ['past it', unknown, two, four, [4], ['c1', 'c2', 'c2']],
  ])('is the way %s', (_, attested, from, to, between, earlier) => {
    const found = releasesBetween([one, two, attested, four], from, to);
    expect(found.between.map(r => r.sequence)).toEqual(between);
    expect(found.earlier).toEqual(earlier);
  });
});

describe('authorsOf', () => {
  it('names each by address with what they wrote, and by user where somebody has the address', () => {
    expect(
      authorsOf(
        [commit('a', 'mei', ['sam']), commit('b', 'sam'), commit('c', 'zoe')],
        new Map([
          ['sam@x.example', ['user:default/sam']],
          ['zoe@x.example', ['user:default/zoe', 'user:default/zoe2']],
        ]),
      ),
    ).toEqual([
      { ...person('mei'), shas: ['a'] },
      { ...person('sam'), shas: ['a', 'b'], ref: 'user:default/sam' },
      { ...person('zoe'), shas: ['c'], ref: 'user:default/zoe' },
      { ...person('zoe'), shas: ['c'], ref: 'user:default/zoe2' },
    ]);
  });
});
