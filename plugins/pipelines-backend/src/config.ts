import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  DEFAULT_RUN_DURATION_TARGET_SECONDS,
  DEFAULT_SUCCESS_TARGET,
  type Environment,
  pipelinesPermissions,
} from '@sluice/plugin-pipelines-common';
import type { ApiClient } from './authorize';
import type { ApprovalsConfig } from './approvals';
import type { LedgerConfig } from './ledger';
import { RUNBOOK_IDS, type RunbookId } from './docs';
import type { PoliciesConfig } from './policies';
import { type PromotionsConfig, readPromotionsConfig } from './promotions';
import type { ReleasesConfig } from './releases';
import { readScorecardsConfig, type ScorecardsConfig } from './scorecards';
import { type NamedCalendar, readCalendars } from './slo/calendars';
import { type SloDefaults, readSloDefaults } from './slo/defaults';

/** The keys under `pipelines` that this plugin reads; config.d.ts says what they mean. @internal */
export type PipelinesConfig = {
  /** In order, production last; undefined where the config has no list. */
  environments: Environment[] | undefined;
  targets: {
    runDurationSeconds: number;
    overdueGraceSeconds: number;
    successRate: number;
  };
  retentionRunsDays: number;
  retentionReadingsDays: number;
  /** Verdicts, hours of timeslices and forecasts are kept so long; what they add up to by day stays. */
  retentionVerdictsDays: number;
  retentionCostsDays: number;
  allowedFileRoots: string[];
  /** Pages that take the place of our runbooks. */
  runbookUrls: Partial<Record<RunbookId, string>>;
  clients: ApiClient[];
  /** Ids of plugins that may ask for something on behalf of a person. */
  requestsThrough: string[];
  /** By name. */
  calendars: Map<string, NamedCalendar>;
  sloDefaults: SloDefaults[];
  sloBackDays: number;
  ledger: LedgerConfig;
  approvals: ApprovalsConfig;
  releases: ReleasesConfig;
  policies: PoliciesConfig;
  promotions: PromotionsConfig;
  scorecards: ScorecardsConfig;
};

const DEFAULT_OVERDUE_GRACE_SECONDS = 600;
const DEFAULT_RETENTION_DAYS = 400;
const DEFAULT_READINGS_DAYS = 14;
const DEFAULT_VERDICTS_DAYS = 400;
/** Pages show 90 days, and a quarter has up to 92. */
const MIN_VERDICTS_DAYS = 100;
/** A count may come days after what it counts. */
const MIN_READINGS_DAYS = 8;
const DEFAULT_SLO_BACK_DAYS = 90;
const DEFAULT_HEAD_MINUTES = 5;
const DEFAULT_VERIFY_HOURS = 24;
/** The fleet page looks back 30 days. */
const MIN_RETENTION_DAYS = 31;

/**
 * Reads and checks the config.
 *
 * @throws InputError that names the key and what it has to be
 * @internal
 */
export function readConfig(root: RootConfigService): PipelinesConfig {
  const config = root.getOptionalConfig('pipelines');
  const number = (
    key: string,
    fallback: number,
    valid: (value: number) => boolean,
    expected: string,
  ) => {
    const value = config?.getOptionalNumber(key) ?? fallback;
    if (!valid(value)) {
      throw new InputError(`pipelines.${key} is ${value}, but ${expected}`);
    }
    return value;
  };
  const environments = readEnvironments(root);
  const calendars = readCalendars(root);
  return {
    environments,
    calendars,
    sloDefaults: readSloDefaults(root, {
      calendars: [...calendars.keys()],
      productionEnvironment: environments?.at(-1)?.name,
    }),
    targets: {
      runDurationSeconds: number(
        'targets.runDurationSeconds',
        DEFAULT_RUN_DURATION_TARGET_SECONDS,
        value => value > 0,
        'has to be more than 0',
      ),
      overdueGraceSeconds: number(
        'targets.overdueGraceSeconds',
        DEFAULT_OVERDUE_GRACE_SECONDS,
        value => value >= 0,
        "can't be negative",
      ),
      successRate: number(
        'targets.successRate',
        DEFAULT_SUCCESS_TARGET,
        value => value > 0 && value <= 1,
        'has to be a share between 0 and 1, such as 0.999',
      ),
    },
    retentionRunsDays: number(
      'retention.runsDays',
      DEFAULT_RETENTION_DAYS,
      value => Number.isInteger(value) && value >= MIN_RETENTION_DAYS,
      `has to be a whole number of at least ${MIN_RETENTION_DAYS}`,
    ),
    retentionReadingsDays: number(
      'retention.readingsDays',
      DEFAULT_READINGS_DAYS,
      value => Number.isInteger(value) && value >= MIN_READINGS_DAYS,
      `has to be a whole number of at least ${MIN_READINGS_DAYS}`,
    ),
    retentionCostsDays: number(
      'retention.costsDays',
      DEFAULT_RETENTION_DAYS,
      value => Number.isInteger(value) && value >= MIN_RETENTION_DAYS,
      `has to be a whole number of at least ${MIN_RETENTION_DAYS}`,
    ),
    retentionVerdictsDays: number(
      'retention.verdictsDays',
      DEFAULT_VERDICTS_DAYS,
      value => Number.isInteger(value) && value >= MIN_VERDICTS_DAYS,
      `has to be a whole number of at least ${MIN_VERDICTS_DAYS}`,
    ),
    sloBackDays: number(
      'slos.backDays',
      DEFAULT_SLO_BACK_DAYS,
      value => Number.isInteger(value) && value >= 0 && value <= 366,
      'has to be a whole number from 0 to 366',
    ),
    approvals: readApprovals(root),
    policies: readPolicies(root),
    promotions: readPromotionsConfig(root),
    scorecards: readScorecardsConfig(root),
    releases: {
      artifactDirectory: config?.getOptionalString(
        'releases.artifactDirectory',
      ),
    },
    ledger: {
      headFile: config?.getOptionalString('ledger.headFile'),
      headEveryMinutes: number(
        'ledger.headEveryMinutes',
        DEFAULT_HEAD_MINUTES,
        value => Number.isInteger(value) && value >= 1 && value <= 1440,
        'has to be a whole number from 1 to 1440',
      ),
      verifyEveryHours: number(
        'ledger.verifyEveryHours',
        DEFAULT_VERIFY_HOURS,
        value => Number.isInteger(value) && value >= 1 && value <= 168,
        'has to be a whole number from 1 to 168',
      ),
    },
    allowedFileRoots:
      config?.getOptionalStringArray('docs.allowedFileRoots') ?? [],
    runbookUrls: readRunbookUrls(root),
    clients: readClients(root),
    requestsThrough: readRequestsThrough(root),
  };
}

/** What of the config SLOs are put together with. @internal */
export function sloOptions(config: PipelinesConfig) {
  return {
    calendars: config.calendars,
    defaults: config.sloDefaults,
    backDays: config.sloBackDays,
    verdictsDays: config.retentionVerdictsDays,
    runsDays: config.retentionRunsDays,
  };
}

function readEnvironments(root: RootConfigService): Environment[] | undefined {
  const list = root.getOptionalConfigArray('pipelines.environments');
  if (!list) return undefined;
  const environments = list.map((item, i) => {
    const name = item.getString('name');
    if (!/^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/.test(name)) {
      throw new InputError(
        `pipelines.environments[${i}].name is ${JSON.stringify(
          name,
        )}, but has to be of 1 to 63 lower-case letters, digits, dots and dashes`,
      );
    }
    return { name, title: item.getOptionalString('title') ?? name };
  });
  const names = environments.map(e => e.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice || names.length === 0) {
    throw new InputError(
      twice
        ? `pipelines.environments names ${twice} twice`
        : 'pipelines.environments is empty: name at least one, or leave the key out',
    );
  }
  return environments;
}

function readRunbookUrls(
  root: RootConfigService,
): Partial<Record<RunbookId, string>> {
  const config = root.getOptionalConfig('pipelines.runbooks');
  const urls: Partial<Record<RunbookId, string>> = {};
  for (const key of config?.keys() ?? []) {
    const id = RUNBOOK_IDS.find(known => known === key);
    const url = config!.getString(key);
    if (!id) {
      throw new InputError(
        `pipelines.runbooks names ${key}, which is not one of ${RUNBOOK_IDS.join(
          ', ',
        )}`,
      );
    }
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      throw new InputError(
        `pipelines.runbooks.${key} is ${JSON.stringify(
          url,
        )}, but has to be an http(s) address`,
      );
    }
    urls[id] = url;
  }
  return urls;
}

/** What is in it is checked later: a portal with a bad policy starts all the same. */
function readPolicies(root: RootConfigService): PoliciesConfig {
  const content = root.getOptional('pipelines.policies');
  const file = root.getOptionalString('pipelines.policyFile');
  if (content !== undefined && file !== undefined) {
    throw new InputError(
      'pipelines.policies and pipelines.policyFile both say what the policy is: remove one of them',
    );
  }
  return { content, file };
}

const APPROVAL_HOURS = {
  pendingHours: 168,
  approvedHours: 24,
  remindHours: 24,
  escalateHours: 72,
};

function readApprovals(root: RootConfigService): ApprovalsConfig {
  const config = root.getOptionalConfig('pipelines.approvals');
  const hours = (key: keyof typeof APPROVAL_HOURS) => {
    const value = config?.getOptionalNumber(key) ?? APPROVAL_HOURS[key];
    if (!(value > 0 && value <= 8760)) {
      throw new InputError(
        `pipelines.approvals.${key} is ${value}, but has to be more than 0 and at most 8760`,
      );
    }
    return value;
  };
  const escalateTo = config?.getOptionalStringArray('escalateTo') ?? [];
  const wrong = escalateTo.findIndex(
    ref => !/^(user|group):[^/\s]+\/[^/\s]+$/.test(ref),
  );
  if (wrong >= 0) {
    throw new InputError(
      `pipelines.approvals.escalateTo[${wrong}] is ${JSON.stringify(
        escalateTo[wrong],
      )}, but has to be the full ref of a group or user, such as group:default/platform`,
    );
  }
  return {
    pendingHours: hours('pendingHours'),
    approvedHours: hours('approvedHours'),
    remindHours: hours('remindHours'),
    escalateHours: hours('escalateHours'),
    escalateTo,
  };
}

function readRequestsThrough(root: RootConfigService): string[] {
  const key = 'pipelines.requestsThrough';
  const ids = root.getOptionalStringArray(key) ?? [];
  ids.forEach((id, i) => {
    if (/^[a-z0-9][a-z0-9_-]*$/.test(id)) return;
    throw new InputError(
      `${key}[${i}] is ${JSON.stringify(
        id,
      )}, but has to be the id of a plugin, such as scaffolder`,
    );
  });
  return ids;
}

function readClients(root: RootConfigService): ApiClient[] {
  const known = pipelinesPermissions.map(p => p.name);
  const list = root.getOptionalConfigArray('pipelines.clients') ?? [];
  return list.map((item, i) => {
    const permissions = item.getStringArray('permissions');
    const unknown = permissions.find(name => !known.includes(name as never));
    if (unknown) {
      throw new InputError(
        `pipelines.clients[${i}].permissions names ${unknown}, which is not one of ${known.join(
          ', ',
        )}`,
      );
    }
    return {
      subject: item.getString('subject'),
      permissions,
      units: item.getOptionalStringArray('units'),
    };
  });
}
