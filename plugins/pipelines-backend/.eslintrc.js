/*
 * The arrows between the contexts go one way, and a context is used by what its index.ts offers:
 *
 *   observations, slo (what traffic is normal) <- lag <- router
 *   observations <- fleet <- lineage <- slo <- changes, docs <- router
 *   ledger, idempotency <- approvals <- slo
 *   ledger, idempotency, fleet <- releases
 *   observations <- connectors <- router
 *   observations, releases (fingerprints, who declared a schema first) <- schemas <- router
 *   approvals, fleet, idempotency, ledger, slo (calendars, local times) <- policies
 *   ledger, idempotency, approvals, policies, releases <- promotions <- router; what else it needs of others it names in promotions/ports.ts
 *   approvals, incidents, operations, policies, promotions, releases <- past, which plays through them what a demo tells
 *   ledger <- whoever changes or decides something
 *   ledger, notifications, observations, promotions <- selfWatch
 *   approvals, fleet, idempotency, ledger, notifications, observations <- scorecards <- router; what else it needs of others comes as facts
 *   approvals, idempotency, leases, ledger, policies <- operations <- router; what else it needs of others it names in operations/ports.ts
 *   slo <- notifications <- alerts <- incidents, reports <- router
 */
const CONTEXTS = [
  'ledger',
  'idempotency',
  'approvals',
  'observations',
  'lag',
  'fleet',
  'slo',
  'lineage',
  'changes',
  'docs',
  'notifications',
  'alerts',
  'incidents',
  'reports',
  'releases',
  'connectors',
  'schemas',
  'policies',
  'promotions',
  'scorecards',
  'leases',
  'operations',
  'selfWatch',
  'past',
  'router',
];

/** What each context may use of the others. */
const ARROWS = {
  ledger: [],
  idempotency: [],
  approvals: ['idempotency', 'ledger'],
  observations: [],
  lag: ['observations', 'slo'],
  fleet: ['observations'],
  slo: ['approvals', 'fleet', 'ledger', 'lineage', 'observations'],
  lineage: ['fleet', 'observations'],
  changes: ['fleet', 'lineage', 'observations', 'slo'],
  docs: ['observations'],
  notifications: ['observations', 'slo'],
  alerts: ['fleet', 'lineage', 'notifications', 'observations', 'slo'],
  incidents: ['alerts', 'fleet', 'ledger', 'notifications', 'slo'],
  reports: ['alerts', 'fleet', 'notifications', 'slo'],
  releases: ['fleet', 'idempotency', 'ledger'],
  connectors: ['observations'],
  schemas: ['observations', 'releases'],
  policies: ['approvals', 'fleet', 'idempotency', 'ledger', 'slo'],
  leases: ['observations'],
  operations: [
    'approvals',
    'idempotency',
    'leases',
    'ledger',
    'observations',
    'policies',
  ],
  promotions: [
    'approvals',
    'idempotency',
    'leases',
    'ledger',
    'observations',
    'policies',
    'releases',
  ],
  scorecards: [
    'approvals',
    'fleet',
    'idempotency',
    'ledger',
    'notifications',
    'observations',
  ],
  selfWatch: ['ledger', 'notifications', 'observations', 'promotions'],
  past: [
    'approvals',
    'incidents',
    'observations',
    'operations',
    'policies',
    'promotions',
    'releases',
  ],
  router: CONTEXTS.filter(context => !['past', 'router'].includes(context)),
};

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Without it the rule can't tell which file an import means, and lets everything through.
  settings: { 'import/resolver': { node: { extensions: ['.ts', '.js'] } } },
  overrides: [
    {
      // Tests all the same, by another name: the ordinary run must not match them.
      files: ['src/**/*.labtest.ts'],
      rules: { 'no-restricted-imports': 'off' },
    },
    ...CONTEXTS.map(context => ({
      files: [`src/${context}/**/*.ts`],
      excludedFiles: ['**/*.test.ts'],
      rules: {
        'import/no-restricted-paths': [
          'error',
          {
            basePath: __dirname,
            zones: CONTEXTS.filter(other => other !== context).map(other => ({
              target: `src/${context}`,
              from: `src/${other}`,
              except: ARROWS[context].includes(other) ? ['./index.ts'] : [],
              message: ARROWS[context].includes(other)
                ? `Use what src/${other}/index.ts offers.`
                : `${context} may not use ${other}: see .eslintrc.js.`,
            })),
          },
        ],
      },
    })),
  ],
});
