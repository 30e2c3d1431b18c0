/*
 * Our verdicts beside those of Burrow itself, of the same live groups at the same time, with commits read one by one: `npm run test:lab -- burrow`.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LabConsumer, LabKafka } from '../../__testUtils__/LabKafka';
import { LabPortal } from '../../__testUtils__/labPortal';

const PORT = Number(process.env.SLUICE_LAB_BURROW_PORT ?? 18292);
const BROKER = `127.0.0.1:${PORT}`;
const BURROW = `http://127.0.0.1:${PORT + 3}/v3/kafka/local/consumer`;
const RUN = randomBytes(3).toString('hex');

/** Written before anybody reads, so that everybody can be behind. */
const BEGIN = 3000;
/** Written in each round. */
const WRITTEN = 60;
/** Longer than Burrow takes to look where logs end, and than what it calls close commits. */
const ROUND_MS = 3000;
const ROUNDS = 36;
/** After more than ten commits, and more than half a minute before the end. */
const LEAVES_AT = 14;
/** Ten commits a second apart, and then none for 20 s. */
const PAUSES = { from: 25, commits: 10, everyMs: 1050 };
/** Within the last ten commits. */
const BLINKS_AT = ROUNDS - 4;

type Case = {
  /** What it commits in a round, by where the log ends then. */
  commits: (end: number, round: number) => number | number[];
  /** Between two commits of a round. */
  everyMs?: number;
  leaves?: boolean;
  burrow: string;
  ours: string;
  /** Whether ours is inferred by readings. */
  inferred?: boolean;
  /** Why they differ. */
  because?: string;
};

const CASES: Record<string, Case> = {
  'caught-up': { commits: end => end, burrow: 'OK', ours: 'ok' },
  'catching-up': {
    commits: (end, round) => Math.min(end - 10, 600 + round * 90),
    burrow: 'OK',
    ours: 'ok',
  },
  growing: {
    commits: (_, round) => 100 + round * 10,
    burrow: 'WARN',
    ours: 'warn',
  },
  stalled: { commits: () => 5, burrow: 'STALL', ours: 'stall' },
  stopped: {
    commits: end => end - 50,
    leaves: true,
    burrow: 'STOP',
    ours: 'stop',
  },
  rewinding: {
    commits: (end, round) => end - (round % 4 === 3 ? 400 : 100),
    burrow: 'REWIND',
    ours: 'rewind',
  },
  steady: {
    commits: end => end - 50,
    burrow: 'WARN',
    ours: 'ok',
    because: '"did not shrink" is not "grew"',
  },
  gone: {
    commits: end => end,
    leaves: true,
    burrow: 'STOP',
    ours: 'stop',
  },
  beyond: {
    commits: end => end + 1000,
    burrow: 'OK',
    ours: 'error',
    because: 'an offset beyond the end is no lag of 0',
  },
  few: {
    commits: (_, round) => (round % 17 === 0 ? 5 : []),
    burrow: 'STALL',
    ours: 'stall',
    inferred: true,
    because: 'three commits of the same offset prove no stall',
  },
  pause: {
    commits: (_, round) =>
      round === PAUSES.from
        ? Array.from({ length: PAUSES.commits }, (__, i) => 100 + i * 10)
        : [],
    everyMs: PAUSES.everyMs,
    burrow: 'STOP',
    ours: 'warn',
    because: 'a rebalance takes as long',
  },
  blink: {
    // Its lag shrinks, so that nothing else is to be said of it.
    commits: (end, round) => {
      const offset = end - 3000 + round * 30;
      return round === BLINKS_AT ? [offset, offset - 400, offset] : offset;
    },
    burrow: 'OK',
    ours: 'rewind',
    because: 'what happens within a second happened',
  },
};
const NAMES = Object.keys(CASES);
const topic = (name: string) => `lab.burrow.${name}.${RUN}`;
const group = (name: string) => `beside-burrow-${name}-${RUN}`;

let kafka: LabKafka;
let portal: LabPortal;
const members = new Map<string, LabConsumer>();

async function write(count: number): Promise<void> {
  await Promise.all(NAMES.map(name => kafka.produce(topic(name), count)));
}

async function commitAll(name: string, offsets: number[]): Promise<void> {
  for (const [i, offset] of offsets.entries()) {
    if (i > 0) await sleep(CASES[name].everyMs ?? 0);
    await members.get(name)!.commit(topic(name), offset);
  }
}

/** Every consumer does what makes its case; Burrow looks by itself, and Sluice in each round. */
async function drive(): Promise<void> {
  const pausing: Promise<void>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = Date.now();
    await write(WRITTEN);
    const end = BEGIN + (round + 1) * WRITTEN;
    // Burrow is to know where the logs end before it hears of commits.
    await sleep(ROUND_MS / 2);
    await Promise.all(
      NAMES.map(async name => {
        const { commits, everyMs, leaves } = CASES[name];
        if (leaves && round > LEAVES_AT) return;
        const made = commitAll(name, [commits(end, round)].flat());
        // It takes longer than a round.
        if (everyMs && round === PAUSES.from) pausing.push(made);
        else await made;
        if (leaves && round === LEAVES_AT) await members.get(name)!.leave();
      }),
    );
    await portal.sweep('kafka-39');
    await sleep(Math.max(0, ROUND_MS - (Date.now() - began)));
  }
  await Promise.all(pausing);
}

beforeAll(async () => {
  kafka = new LabKafka([BROKER]);
  await kafka.makeTopics(...NAMES.map(topic));
  await write(BEGIN);
  for (const name of NAMES) {
    members.set(name, await kafka.join(group(name), topic(name)));
  }
  portal = await LabPortal.start(
    [
      {
        name: 'kafka-39',
        environment: 'prod',
        bootstrap: [BROKER],
        groups: { include: `^beside-burrow-.*-${RUN}$` },
        schedule: { intervalSeconds: 15, quietSeconds: 15 },
        commits: { tail: true },
      },
    ],
    [],
  );
  // From here on commits are seen. Burrow hears of topics within ten seconds.
  await portal.sweep('kafka-39');
  await sleep(12_000);
  await drive();
}, 300_000);

afterAll(async () => {
  await portal?.stop();
  await kafka?.close();
}, 60_000);

/** What Burrow says of the one partition of a group. */
async function burrowOf(name: string): Promise<string> {
  const answer = await fetch(`${BURROW}/${group(name)}/lag`);
  const { status } = await answer.json();
  return status.partitions[0].status;
}

describe('Beside Burrow itself', () => {
  it.each(NAMES.filter(name => !CASES[name].because))(
    '%s is the same, for certain',
    async name => {
      const { burrow, ours } = CASES[name];
      expect(await burrowOf(name)).toBe(burrow);
      expect(await portal.group(group(name))).toMatchObject({
        status: ours,
        inferred: false,
      });
    },
  );

  it.each(
    NAMES.filter(name => CASES[name].because).map(
      name => [name, CASES[name].because] as const,
    ),
  )('%s differs, since %s', async name => {
    const { burrow, inferred = false, ours } = CASES[name];
    expect(await burrowOf(name)).toBe(burrow);
    expect(await portal.group(group(name))).toMatchObject({
      status: ours,
      inferred,
    });
  });
});
