import { readPolicyText } from './readPolicyText';

const POLICY = `environments: [dev, prod]
approvers:
  - name: engineer
    from: [group:default/data]
rules:
  - name: everywhere
    require:
      approvals: [engineer]
      gates: [{ name: lag }]
      freezes: [{ name: close, calendar: closing, timezone: UTC }]
      windows:
        - { name: day, effect: allow, cron: '0 8 * * *', hours: 9, timezone: UTC }
`;
const key = 'policy';

describe('readPolicyText', () => {
  it('takes names as they are where it is not known which there are', () => {
    expect(readPolicyText(POLICY, { key })).toMatchObject({
      problems: [],
      policy: { environments: ['dev', 'prod'] },
    });
  });

  it('checks the names that are known, and asks about the times of windows', () => {
    expect(
      readPolicyText(POLICY, {
        key,
        environments: ['prod'],
        calendars: ['holidays'],
        gates: ['budget'],
        windowProblems: ({ name }, path) => [`${path} (${name}) never opens`],
      }).problems,
    ).toEqual([
      'policy.environments names dev, which is no environment: there are prod',
      'policy.rules[0].require.gates names lag, which is no gate: there are budget',
      'policy.rules[0].require.freezes[0].calendar names closing, which is no calendar of pipelines.calendars: there are holidays',
      'policy.rules[0].require.windows[0] (day) never opens',
    ]);
  });

  it.each([
    ['environments: [', 'policy is not YAML'],
    [`${POLICY}\n---\n${POLICY}`, 'policy is not YAML'],
    [
      POLICY.replace('[engineer]', '[nobody]'),
      'policy.rules[0].require.approvals names nobody',
    ],
    [`${POLICY}extra: 1\n`, 'policy.extra is not a known key'],
  ])('refuses %j', (text, says) => {
    const { policy, problems } = readPolicyText(text, { key });
    expect(policy).toBeUndefined();
    expect(problems.join()).toContain(says);
  });
});
