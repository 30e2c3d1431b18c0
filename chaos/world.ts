import type { Knex } from 'knex';
import { digestOf } from '../plugins/pipelines-backend/src/canonical/digest';
import type {
  IncidentReader,
  Member,
  MemberHealth,
  PolicyReader,
  ReleaseReader,
  UnitMembers,
} from '../plugins/pipelines-backend/src/promotions';
import type { ReleaseRecord } from '../plugins/pipelines-backend/src/releases';

/*
 * What promotions need of others, told by arithmetic: every replica, and one that starts again, knows the same without asking anybody.
 */

export const ENVIRONMENT = 'prod';
const NUMBERS_A_UNIT = 100_000;

export const user = (name: string) => `user:default/${name}`;
const group = (name: string) => `group:default/${name}`;

/** Who has to agree: one of each. */
export const VOTERS = ['ines', 'fay'];
const GROUPS = new Map([
  [group('data'), ['ines', 'priya', 'tom'].map(user)],
  [group('finance'), ['fay', 'frank'].map(user)],
]);

export const unitName = (index: number) => `unit-${index}`;
export const releaseIdOf = (unitIndex: number, sequence: number) =>
  unitIndex * NUMBERS_A_UNIT + sequence;
const unitIndexOf = (releaseId: number) =>
  Math.floor(releaseId / NUMBERS_A_UNIT);
const sequenceOf = (releaseId: number) => releaseId % NUMBERS_A_UNIT;

/** Its first step waits for somebody else, so that there is time to stop it. */
export const isSlow = (releaseId: number) => sequenceOf(releaseId) % 7 === 3;
/** Its first run fails. */
const isBad = (releaseId: number) => sequenceOf(releaseId) % 6 === 5;
/** It works at first, and then fails. */
const goesBad = (releaseId: number) => sequenceOf(releaseId) % 9 === 4;

function release(id: number): ReleaseRecord {
  const unit = unitName(unitIndexOf(id));
  const commit = id.toString(16).padStart(40, '0');
  const content: ReleaseRecord['content'] = {
    unit,
    commit,
    artifacts: [],
    manifests: {},
    topologyHash: null,
    configSchema: {},
    migrations: [],
  };
  return {
    id,
    unit,
    sequence: sequenceOf(id),
    releaseDigest: digestOf(content),
    content,
    commit,
    label: `1.${sequenceOf(id)}.0`,
    state: 'Sealed',
    version: 1,
    registeredBy: 'service:ci',
    registeredAt: '2026-11-25T06:00:00.000Z',
    retiredAt: null,
    retiredReason: null,
    origin: 'registered',
    artifacts: [],
  };
}

/** Those that were ever asked for. */
async function known(unit: string, limit: number, db: Knex): Promise<number[]> {
  return db('promotions')
    .where({ unit })
    .distinct('release_id')
    .orderBy('release_id', 'desc')
    .limit(limit)
    .pluck('release_id');
}

export const releases: ReleaseReader = {
  find: async id => release(Number(id)),
  async findByDigest(digest, db) {
    const ids: number[] = await db('promotions')
      .distinct('release_id')
      .pluck('release_id');
    const id = ids.find(each => release(Number(each)).releaseDigest === digest);
    return id === undefined ? undefined : release(Number(id));
  },
  ofUnit: async (unit, limit, db) =>
    (await known(unit, limit, db)).map(id => release(Number(id))),
  evidence: async () => [],
  checkArtifact: async () => {},
  // A newer one is always the fix: otherwise a unit would be locked after its first bad release.
  mends: async () => true,
  change: async (_, to) => ({
    members: [memberOf(to.unit).entityRef],
    authors: [],
    authorsComplete: true,
    destructiveDdl: [],
    facts: {},
  }),
};

function memberOf(unit: string): Member {
  return {
    entityRef: `component:default/${unit}`,
    type: 'airflow-dag',
    tier: 1,
    classification: [],
    owner: group('data'),
  };
}

export const members = (units: string[]): UnitMembers => ({
  of: async unit => [memberOf(unit)],
  all: async () => new Map(units.map(unit => [unit, [memberOf(unit)]])),
});

/** One run since then, good or bad as the release says that was promoted last. */
export function health(database: Knex): MemberHealth {
  return {
    missesSince: async () => [],
    async runsSince([member], environment, since) {
      const row = await database('promotions')
        .where({ environment, unit: member.split('/')[1] })
        .whereNotNull('deployed_at')
        .orderBy('deployed_at', 'desc')
        .first('release_id', 'state', 'kind');
      if (!row) return [];
      const id = Number(row.release_id);
      const fails =
        row.kind === 'promote' &&
        (isBad(id) || (goesBad(id) && row.state === 'Succeeded'));
      return [
        {
          member,
          runId: `run-since-${since}`,
          state: fails ? 'failed' : 'success',
          startedAt: since,
          endedAt: since,
          scheduled: true,
        },
      ];
    },
  };
}

export const policies: PolicyReader = {
  version: async () => 'p1',
  requirements: async () => ({
    policyVersion: 'p1',
    matched: ['chaos'],
    rules: [
      { name: 'independent', minApprovals: 1, from: [group('data')] },
      { name: 'finance', minApprovals: 1, from: [group('finance')] },
    ],
    raised: [],
    evidence: [],
    gates: [],
    soakHours: 0,
    verify: { runs: 1, timeoutMinutes: 60 },
    bake: { runs: 1, minutes: 0 },
    recoveryMinutes: 15,
    autoRollback: true,
    rollbackPreAuthorised: true,
    autoPromote: false,
    pendingHours: 24,
    approvedHours: 4,
  }),
  standardChange: async () => undefined,
  windowAt: async () => ({ state: 'open', reason: 'No window' }),
  exception: async at => ({ breakGlass: undefined, reviewBy: at }),
};

export const incidents: IncidentReader = {
  openOn: async () => [],
  find: async () => undefined,
};

/** Whom groups consist of, without a catalog. */
export const directory = {
  look: async (refs: string[]) => ({
    members: new Map(GROUPS),
    humans: new Set([...refs, ...[...GROUPS.values()].flat()]),
  }),
  person: async (ref: string) => ({
    ref,
    isHuman: true,
    groups: [...GROUPS].flatMap(([name, list]) =>
      list.includes(ref) ? [name] : [],
    ),
    identity: ref,
  }),
};
