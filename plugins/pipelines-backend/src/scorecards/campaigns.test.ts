import { demoCampaigns, readCampaigns } from './campaigns';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';

const scorecards = [
  scorecardSchema.parse({
    id: 'readiness',
    title: 'Readiness',
    levels: [
      {
        name: 'bronze',
        checks: [{ id: 'docs', title: 'D', fact: 'd', is: true, toPass: 'W' }],
      },
    ],
  }),
];
const GOOD = {
  id: 'write',
  title: 'Write docs',
  scorecard: 'readiness',
  check: 'docs',
  due: '2026-12-18',
};

describe('readCampaigns', () => {
  it('reads one, with what is left out', () => {
    expect(readCampaigns([GOOD], scorecards, 'key')).toEqual({
      campaigns: [{ ...GOOD, remindDays: [14, 3] }],
      problems: [],
    });
    expect(demoCampaigns([GOOD], scorecards)).toHaveLength(1);
    expect(readCampaigns(undefined, scorecards, 'key').problems).toEqual([]);
  });

  it.each([
    [{ due: '2026-02-30' }, 'key[1].due has to be a date'],
    [{ due: 'soon' }, 'key[1].due has to be a date'],
    [{ owners: [] }, 'key[1].owners is empty'],
    [{ owners: ['platform'] }, 'key[1].owners[0] has to be a full ref'],
    [
      { scorecard: 'x' },
      "key[1].scorecard is x, which there isn't: there are readiness",
    ],
    [
      { check: 'x' },
      "key[1].check is x, which readiness doesn't have: it has docs",
    ],
    [{ id: 'write' }, 'key[1].id is write again'],
    [{ until: 'x' }, 'key[1].until is not a known key'],
  ])('says of %j what is wrong, and keeps the others', (wrong, problem) => {
    const { campaigns, problems } = readCampaigns(
      [GOOD, { ...GOOD, id: 'other', ...wrong }],
      scorecards,
      'key',
    );
    expect(campaigns.map(({ id }) => id)).toEqual(['write']);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it('refuses what is no list', () => {
    expect(readCampaigns({}, scorecards, 'key').problems).toEqual([
      'key has to be a list',
    ]);
  });
});
