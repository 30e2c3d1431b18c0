import type { FactDefinition } from '../facts';
import { readScorecards } from './readScorecards';

const FACTS = new Map<string, FactDefinition>(
  (
    [
      ['owner.set', 'boolean'],
      ['tests.count', 'number'],
      ['schema.compatibility', 'text'],
    ] as const
  ).map(([name, type]) => [
    name,
    { name, type, title: name, description: name },
  ]),
);

const GOOD = `
id: readiness
title: Production readiness
levels:
  - name: bronze
    checks:
      - { id: owner, title: Owner, fact: owner.set, is: true, toPass: Set it }
  - name: silver
    checks:
      - { id: tests, title: Tests, fact: tests.count, atLeast: 5, toPass: Write them }
`;

const read = (...texts: string[]) =>
  readScorecards(
    texts.map((text, i) => ({ name: `${i}.yaml`, text })),
    FACTS,
  );

describe('readScorecards', () => {
  it('reads one, with what is left out', () => {
    expect(read(GOOD)).toEqual({
      scorecards: [
        {
          file: '0.yaml',
          scorecard: expect.objectContaining({
            id: 'readiness',
            coverage: 0.5,
            ownerShare: 0.8,
            levels: [
              {
                name: 'bronze',
                checks: [expect.objectContaining({ effort: 'hours' })],
              },
              expect.objectContaining({ name: 'silver' }),
            ],
          }),
        },
      ],
      problems: [],
    });
  });

  it('keeps the first of two with one id, and every other one', () => {
    const other = GOOD.replace('id: readiness', 'id: other');
    const { problems, scorecards } = read(GOOD, GOOD, other);
    expect(scorecards.map(each => each.scorecard.id)).toEqual([
      'readiness',
      'other',
    ]);
    expect(problems).toEqual([
      '1.yaml.id is readiness, which 0.yaml has already: it is left out',
    ]);
  });

  it.each([
    [
      'fact: owner.set',
      'fact: owner.name',
      '0.yaml.levels[0].checks[0].fact names owner.name, which nobody provides: there are owner.set, schema.compatibility, tests.count',
    ],
    [
      'is: true',
      'atLeast: 1',
      "0.yaml.levels[0].checks[0].atLeast can't be asked of owner.set, which is a boolean: use is",
    ],
    [
      'atLeast: 5',
      'is: true',
      "0.yaml.levels[1].checks[0].is can't be asked of tests.count, which is a number: use atLeast or atMost",
    ],
    [
      'is: true, ',
      '',
      '0.yaml.levels[0].checks[0] has no operator: give one of is, atLeast, atMost, oneOf',
    ],
    [
      'atLeast: 5',
      'atLeast: 5, atMost: 9',
      '0.yaml.levels[1].checks[0] has atLeast and atMost: give one of is, atLeast, atMost, oneOf',
    ],
    [
      'name: silver',
      'name: bronze',
      '0.yaml.levels[1].name is bronze again: every level has a name of its own',
    ],
    [
      'id: tests',
      'id: owner',
      '0.yaml.levels[1].checks[0].id is owner again: every check has a name of its own',
    ],
    ['title: Production readiness\n', '', '0.yaml.title is missing'],
    [
      'title: Production',
      'tilte: Production',
      '0.yaml.tilte is not a known key',
    ],
    [
      'id: readiness',
      'id: "../x"',
      expect.stringMatching(/^0\.yaml\.id has to be of 1 to 63/),
    ],
    [
      'levels:',
      'appliesTo: { tiers: [9] }\nlevels:',
      expect.stringMatching(/^0\.yaml\.appliesTo\.tiers/),
    ],
    [
      'levels:',
      'coverage: 0\nlevels:',
      '0.yaml.coverage has to be more than 0',
    ],
    [
      '- name: bronze',
      '- name: [',
      expect.stringMatching(/^0\.yaml is not YAML/),
    ],
  ])('says of %s → %s what is wrong and where', (from, to, problem) => {
    const { problems, scorecards } = read(GOOD.replace(from, to));
    expect(scorecards).toEqual([]);
    expect(problems).toContainEqual(problem);
  });

  it('refuses an empty level, and a scorecard without one', () => {
    expect(
      read('id: a\ntitle: A\nlevels: [{ name: bronze, checks: [] }]').problems,
    ).toEqual(['0.yaml.levels[0].checks is empty: name at least one']);
    expect(read('id: a\ntitle: A\nlevels: []').problems).toEqual([
      '0.yaml.levels is empty: name at least one',
    ]);
  });

  it('refuses a file that unfolds without end', () => {
    const bomb = `a: &a [x, x]\n${Array.from(
      { length: 12 },
      (_, i) =>
        `b${i}: &b${i} [*${i ? `b${i - 1}` : 'a'}, *${i ? `b${i - 1}` : 'a'}]`,
    ).join('\n')}`;
    expect(read(bomb).problems).toEqual([
      expect.stringContaining('0.yaml is not read'),
    ]);
  });
});
