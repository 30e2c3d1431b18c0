import type {
  DurationSlo,
  SloCompletion,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import type { RunHistory } from '../observations';
import type { MemberEvidence } from './CompletionReader';
import { completionsOf } from './completions';
import { judgeMember } from './judgeMember';

const NOW = new Date('2026-11-21T06:00:00.000Z');

const history: RunHistory = {
  runs: [],
  readThrough: NOW.toISOString(),
  schedule: { cron: '0 0 * * *', timezone: 'UTC' },
  paused: false,
};

const bySix = (completion: SloCompletion): SloDefinition => ({
  name: 'by-six',
  kind: 'deadline',
  target: 99,
  window: { type: 'rolling', days: 28 },
  deadline: {
    time: '06:00',
    timezone: 'UTC',
    dataThrough: '00:00',
    completion,
  },
});
const within = (duration: Partial<DurationSlo['duration']>): SloDefinition => ({
  name: 'within',
  kind: 'duration',
  target: 95,
  window: { type: 'rolling', days: 28 },
  duration: { maxSeconds: 3600, completion: { type: 'run' }, ...duration },
});

/** What is known if all there is are these runs. */
const evidenceOf = (
  known: RunHistory,
  options: Partial<MemberEvidence> = {},
): MemberEvidence => ({
  history: async () => known,
  completions: async () => ({
    completions: completionsOf(known.runs, { type: 'run' }),
    readableUntil: known.readThrough,
  }),
  tellsFrom: async () => undefined,
  ...options,
});

const states = async (
  definition: SloDefinition,
  known = history,
  options: Partial<MemberEvidence> = {},
) => {
  const judged = await judgeMember({
    definition,
    due: { from: '2026-11-19T00:00:00.000Z' },
    activeFrom: '2026-11-01T00:00:00.000Z',
    lookedFrom: '2026-11-01T00:00:00.000Z',
    now: NOW,
    decisions: [],
    evidence: evidenceOf(known, options),
  });
  return judged?.verdicts.map(v => v.state);
};

describe('judgeMember', () => {
  it.each([
    ['a run', bySix({ type: 'run' }), 'MISSING'],
    ['a run in time', within({}), 'MISSING'],
  ])('judges by %s', async (_, definition, state) => {
    expect(await states(definition)).toContain(state);
  });

  it('expects one interval of what readings tell and nothing schedules', async () => {
    const dataset: SloCompletion = {
      type: 'dataset',
      entityRef: 'resource:default/t',
    };
    const asked: string[][] = [];
    const found = await states(
      bySix(dataset),
      { ...history, schedule: undefined },
      {
        completions: async ({ intervalEnds }) => {
          asked.push(intervalEnds);
          return {
            completions: new Map(
              intervalEnds.map(end => [end, { arrivedAt: end }]),
            ),
            readableUntil: NOW.toISOString(),
          };
        },
      },
    );
    expect(asked[0]).toContain('2026-11-20T00:00:00.000Z');
    expect(found).toContain('GOOD');
  });

  it('leaves alone what can not be told any more', async () => {
    const judged = await judgeMember({
      definition: bySix({ type: 'run' }),
      due: { from: '2026-11-18T00:00:00.000Z' },
      activeFrom: '2026-11-01T00:00:00.000Z',
      lookedFrom: '2026-11-01T00:00:00.000Z',
      now: NOW,
      decisions: [],
      evidence: evidenceOf(history, {
        tellsFrom: async () => '2026-11-20T00:00:00.000Z',
      }),
    });
    expect(judged?.verdicts.map(v => v.occurrence)).toEqual([
      '2026-11-20',
      '2026-11-21',
    ]);
    expect(judged?.period.from).toBe('2026-11-20T06:00:00.000Z');
  });

  it('does not expect what is switched off to run', async () => {
    expect(
      await states(bySix({ type: 'run' }), { ...history, paused: true }),
    ).not.toContain('MISSING');
  });

  it.each([
    ['it ran before', '2026-11-18T00:00:00.000Z', 3],
    ['it ran for the first time since', '2026-11-20T00:00:00.000Z', 2],
    ['it never ran: nobody knows since when it should', undefined, 1],
  ])(
    'of the time before anybody looked it expects runs from the first one on: %s',
    async (_, firstPlace, missing) => {
      const judged = await judgeMember({
        definition: within({}),
        due: { from: '2026-11-01T00:00:00.000Z' },
        activeFrom: '2026-11-01T00:00:00.000Z',
        lookedFrom: '2026-11-20T12:00:00.000Z',
        now: NOW,
        decisions: [],
        evidence: evidenceOf({ ...history, firstPlace }),
      });
      const due = judged!.verdicts.filter(v => v.state === 'MISSING');
      expect(due.length).toBeGreaterThanOrEqual(missing);
      expect(due.length).toBeLessThanOrEqual(missing + 1);
    },
  );
});
