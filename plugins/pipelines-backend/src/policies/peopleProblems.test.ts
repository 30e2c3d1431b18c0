import { policy } from './__testUtils__/policies';
import { peopleOf, peopleProblems } from './peopleProblems';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';

const user = (name: string) => `user:default/${name}`;
const PEOPLE = {
  members: new Map([
    ['group:default/finance', ['fay', 'frank'].map(user)],
    ['group:default/platform', ['jo'].map(user)],
    ['group:default/robots', ['bot', 'jo'].map(user)],
  ]),
  humans: new Set(['fay', 'frank', 'jo', 'ines'].map(user)),
};

const asking = (...approvers: Policy['approvers']) =>
  policy({
    approvers: [{ name: 'independent', from: 'anyone' }, ...approvers],
    rules: [{ name: 'r', require: { approvals: approvers.map(a => a.name) } }],
  });

describe('peopleProblems', () => {
  it.each<[string, Policy, string[]]>([
    [
      'nothing of a group of two',
      asking({ name: 'finance', from: ['group:default/finance'] }),
      [],
    ],
    [
      'a group that does not exist',
      asking({ name: 'board', from: ['group:default/board'] }),
      [
        'approvers[1].from names group:default/board, a group that the catalog does not know',
      ],
    ],
    [
      'a group that does not exist, deputy or not',
      asking({
        name: 'board',
        from: ['group:default/board'],
        deputies: [user('jo')],
      }),
      [
        'approvers[1].from names group:default/board, a group that the catalog does not know',
      ],
    ],
    [
      'a group of one without a deputy',
      asking({ name: 'platform', from: ['group:default/platform'] }),
      [
        'rules[1].require: platform needs group:default/platform, which has 1 member: it takes 2, or a named deputy',
      ],
    ],
    [
      'nothing of a group of one with a deputy',
      asking({
        name: 'platform',
        from: ['group:default/platform'],
        deputies: [user('ines')],
      }),
      [],
    ],
    [
      'a group of which one is a bot',
      asking({ name: 'robots', from: ['group:default/robots'] }),
      [
        'rules[1].require: robots needs group:default/robots, which has 1 member: it takes 2, or a named deputy',
      ],
    ],
    [
      'a deputy who is no human, or gone',
      asking({
        name: 'finance',
        from: ['group:default/finance'],
        deputies: [user('bot')],
        fallbackApprovers: [user('left')],
      }),
      [
        'approvers[1].deputies names user:default/bot, which is no human that the catalog knows',
        'approvers[1].fallbackApprovers names user:default/left, which is no human that the catalog knows',
      ],
    ],
    [
      'more approvals than there are people',
      asking({
        name: 'finance',
        from: ['group:default/finance'],
        minApprovals: 3,
      }),
      [
        'rules[1].require: finance needs 3 of group:default/finance, but only 2 can approve it',
      ],
    ],
    [
      'rules that need the same people twice',
      asking(
        { name: 'finance', from: ['group:default/finance'], minApprovals: 2 },
        { name: 'fay', from: [user('fay')] },
      ),
      [
        'rules[1].require: fay needs 1 of user:default/fay, but only 0 can approve it',
      ],
    ],
    [
      'break-glass of a group that does not exist',
      {
        ...asking(),
        breakGlass: { from: ['group:default/ops'], maxMinutes: 30 },
      },
      [
        'breakGlass.from names group:default/ops, a group that the catalog does not know',
      ],
    ],
  ])('names %s', (_, content, expected) => {
    expect(peopleProblems(content, PEOPLE)).toEqual(expected);
  });
});

describe('peopleOf', () => {
  it('is everybody that a policy names, once', () => {
    expect(
      peopleOf({
        ...policy(),
        breakGlass: {
          from: ['group:default/platform', user('jo')],
          maxMinutes: 30,
        },
      }),
    ).toEqual(['group:default/finance', 'group:default/platform', user('jo')]);
  });
});
