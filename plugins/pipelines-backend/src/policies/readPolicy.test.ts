import { stringify } from 'yaml';
import { calendar, calendars, policy } from './__testUtils__/policies';
import { defaultPolicy } from './defaultPolicy';
import { checkPolicy, readPolicyYaml } from './readPolicy';

const OPTIONS = {
  key: 'policy',
  environments: ['dev', 'prod'],
  calendars: calendars(calendar('peak-days', '2026-12-24')),
  gates: ['lag', 'budget'],
  now: '2026-11-26T00:00:00.000Z',
};

const window = {
  name: 'w',
  effect: 'allow' as const,
  cron: '0 8 * * *',
  hours: 9,
  timezone: 'UTC',
};

/** The problems of a policy with one more rule. */
function problemsWith(require: object, match?: object): string[] {
  const content = {
    ...policy(),
    rules: [...policy().rules, { name: 'r', match, require }],
  };
  return checkPolicy(content, OPTIONS).problems;
}

describe('checkPolicy', () => {
  it('takes a policy as it is, but for the letter case of refs', () => {
    const content = policy();
    const read = checkPolicy(
      {
        ...content,
        approvers: [
          ...content.approvers.slice(0, 2),
          { name: 'platform', from: ['Group:default/Platform'] },
        ],
      },
      OPTIONS,
    );
    expect(read).toEqual({ policy: content, problems: [] });
  });

  it.each([[['prod']], [['dev', 'prod']], [['dev', 'staging', 'prod']]])(
    'takes the default policy for %j',
    environments => {
      expect(
        checkPolicy(defaultPolicy(environments), { ...OPTIONS, environments })
          .problems,
      ).toEqual([]);
    },
  );

  it.each<[string, object, string]>([
    [
      'a field that nobody knows',
      { ...policy(), aprovers: [] },
      'policy.aprovers is not a known key',
    ],
    [
      'no environments',
      { ...policy(), environments: undefined },
      'policy.environments is missing',
    ],
    [
      'a quorum of nobody',
      {
        ...policy(),
        approvers: [{ name: 'a', from: 'anyone', minApprovals: 0 }],
      },
      'policy.approvers[0].minApprovals has to be 1 or more: a quorum of nobody approves everything',
    ],
    [
      'approvers without anybody',
      { ...policy(), approvers: [{ name: 'a', from: [] }] },
      'policy.approvers[0].from is empty: name at least one',
    ],
    [
      'a short ref',
      {
        ...policy(),
        approvers: [{ name: 'a', from: 'anyone', deputies: ['jane'] }],
      },
      'policy.approvers[0].deputies[0] has to be a full ref, such as user:default/jane.doe',
    ],
    [
      'break-glass for longer than an hour',
      {
        ...policy(),
        breakGlass: { from: ['group:default/platform'], maxMinutes: 90 },
      },
      'policy.breakGlass.maxMinutes has to be at most 60: a grant ends within the hour',
    ],
    [
      'a template without an end',
      { ...policy(), standardChanges: [{ name: 't', allows: ['onlyDocs'] }] },
      'policy.standardChanges[0].until is missing',
    ],
    [
      'a template that lets too many failures through',
      {
        ...policy(),
        standardChanges: [
          {
            name: 't',
            allows: ['onlyDocs'],
            until: '2027-01-31',
            maxFailureRate: 0.2,
          },
        ],
      },
      'policy.standardChanges[0].maxFailureRate has to be at most 0.05',
    ],
    [
      'a date that does not exist',
      {
        ...policy(),
        standardChanges: [
          { name: 't', allows: ['onlyDocs'], until: '2027-02-30' },
        ],
      },
      'policy.standardChanges[0].until has to be a date, such as 2026-12-24',
    ],
    [
      'an environment that the portal does not have',
      { ...policy(), environments: ['dev', 'qa', 'prod'] },
      'policy.environments names qa, which is no environment: there are dev, prod',
    ],
    [
      'two rules of one name',
      { ...policy(), rules: [...policy().rules, ...policy().rules] },
      'policy.rules has everywhere twice',
    ],
    [
      'approvers that are not there, for its own changes',
      { ...policy(), policyChanges: { approvals: ['board'] } },
      'policy.policyChanges.approvals names board, which is no approver of the policy: there are independent, finance, platform',
    ],
    [
      'a calendar for reviews that is not there',
      { ...policy(), review: { calendar: 'work', timezone: 'UTC' } },
      'policy.review.calendar names work, which is no calendar of pipelines.calendars: there are peak-days',
    ],
    [
      'changes that nobody could approve',
      {
        ...policy(),
        rules: [
          {
            name: 'prod',
            match: { environments: ['prod'], kinds: ['promote'] },
            require: { approvals: ['independent'] },
          },
        ],
      },
      'policy.rules leave nobody to approve rollback, redeploy in prod (lane normal): add a rule with approvals that is about all pipelines and units there',
    ],
  ])('refuses %s', (_, content, problem) => {
    expect(checkPolicy(content, OPTIONS)).toMatchObject({
      policy: undefined,
      problems: expect.arrayContaining([problem]),
    });
  });

  it.each<[string, object, string]>([
    [
      'approvers that are not there',
      { approvals: ['board'] },
      'policy.rules[1].require.approvals names board, which is no approver of the policy',
    ],
    [
      'a gate that is not registered',
      { gates: [{ name: 'lag' }, { name: 'moon' }] },
      'policy.rules[1].require.gates names moon, which is no gate: there are lag, budget',
    ],
    [
      'days of exemptions in a rule that isn’t about them',
      { exemptionDays: 30 },
      'policy.rules[1].require.exemptionDays is about exemptions: name exemption in its match.kinds',
    ],
    [
      'exemptions that last for ever',
      { exemptionDays: 91 },
      'policy.rules[1].require.exemptionDays has to be at most 90',
    ],
    [
      'a freeze on an unknown calendar',
      { freezes: [{ name: 'f', calendar: 'xmas', timezone: 'UTC' }] },
      'policy.rules[1].require.freezes[0].calendar names xmas, which is no calendar of pipelines.calendars',
    ],
    [
      'a window on an unknown calendar',
      { windows: [{ ...window, notOn: ['xmas'] }] },
      'policy.rules[1].require.windows[0].notOn names xmas',
    ],
    [
      'a window that never opens',
      { windows: [{ ...window, cron: '0 8 30 2 *' }] },
      'policy.rules[1].require.windows[0] never opens: it has no start in the next 400 days',
    ],
    [
      'a window that starts all the time',
      { windows: [{ ...window, cron: '* * * * *', hours: 0.01 }] },
      "policy.rules[1].require.windows[0] can't be used: it starts more than 10000 times in two months",
    ],
    [
      'a schedule that is none',
      { windows: [{ ...window, cron: 'at noon' }] },
      "policy.rules[1].require.windows[0].cron can't be read",
    ],
    [
      'a rule that repeats by the minute',
      { windows: [{ ...window, cron: undefined, rrule: 'FREQ=MINUTELY' }] },
      "policy.rules[1].require.windows[0].rrule can't be read: it needs a FREQ",
    ],
    [
      'a window that says twice when it starts',
      { windows: [{ ...window, rrule: 'FREQ=DAILY' }] },
      'policy.rules[1].require.windows[0] has to have either cron or rrule',
    ],
    [
      'an unknown zone',
      { windows: [{ ...window, timezone: 'Mars/Olympus' }] },
      'policy.rules[1].require.windows[0].timezone has to be an IANA time zone',
    ],
    [
      'evidence of an unknown kind',
      { evidence: ['vibes'] },
      'policy.rules[1].require.evidence[0] is wrong',
    ],
    [
      'a window and a freeze of one name',
      {
        windows: [{ ...window, effect: 'deny' }],
        freezes: [{ name: 'w', calendar: 'peak-days', timezone: 'UTC' }],
      },
      'policy.windows and freezes of rules: they has w twice',
    ],
  ])('refuses %s', (_, require, problem) => {
    expect(problemsWith(require)).toEqual([expect.stringContaining(problem)]);
  });

  it('refuses a rule about an environment that the policy leaves out', () => {
    expect(problemsWith({}, { environments: ['qa'] })).toEqual([
      'policy.rules[1].match.environments names qa, which is no environment of the policy: there are dev, prod',
    ]);
  });

  it('takes any gate where it is not known which there are', () => {
    const content = policy({
      rules: [{ name: 'r', require: { gates: [{ name: 'moon' }] } }],
    });
    expect(
      checkPolicy(content, { ...OPTIONS, gates: undefined }).problems,
    ).toEqual([]);
  });

  it('takes a deny window that has no start for long', () => {
    expect(
      problemsWith({
        windows: [{ ...window, effect: 'deny', cron: '0 8 30 2 *' }],
      }),
    ).toEqual([]);
  });
});

describe('readPolicyYaml', () => {
  it('reads YAML', () => {
    expect(readPolicyYaml(stringify(policy()), OPTIONS).policy).toEqual(
      policy(),
    );
  });

  it.each([
    ['what is not YAML', 'a: [', 'policy is not YAML'],
    ['a key twice', 'title: a\ntitle: b', 'policy is not YAML'],
    [
      'aliases without an end',
      `a: &a [1]\n${'bcdefgh'
        .split('')
        .map(
          (k, i) =>
            `${k}: &${k} [${Array(9).fill(`*${'abcdefg'[i]}`).join(', ')}]`,
        )
        .join('\n')}`,
      'policy is not read',
    ],
    ['nothing', '', 'policy is'],
  ])('refuses %s', (_, text, problem) => {
    expect(readPolicyYaml(text, OPTIONS)).toMatchObject({
      policy: undefined,
      problems: [expect.stringContaining(problem)],
    });
  });
});
