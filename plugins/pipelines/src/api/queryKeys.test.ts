import { isAffectedBy, queryKeys } from './queryKeys';

const CLOSE = 'component:default/finance-daily-close';
const OTHER = 'component:default/orders-enrichment';

describe('isAffectedBy', () => {
  it.each([
    ['the fleet', queryKeys.fleet({}), true],
    ['the figures', queryKeys.fleetSummary(), true],
    ['the wall', queryKeys.fleetWall({}), true],
    ['the pipeline itself', queryKeys.pipeline(CLOSE), true],
    ['its runs', queryKeys.runs(CLOSE, { limit: 50 }), true],
    ['tasks of its run', queryKeys.runTasks(CLOSE, '1'), true],
    ['lineage around any pipeline', queryKeys.lineage(OTHER, 2), true],
    ['another pipeline', queryKeys.pipeline(OTHER), false],
    ['docs', queryKeys.docs(CLOSE, 'docs'), false],
    ['sources', queryKeys.sources(), false],
    ['a query of someone else', ['fleet'], false],
  ])('a run of one pipeline: %s', (_, key, expected) => {
    expect(isAffectedBy(key, { topic: 'runs', ids: [CLOSE] })).toBe(expected);
  });

  it.each([
    ['the list of alerts', queryKeys.alerts({}), 'alerts', true],
    ['an alert', queryKeys.alert(1), 'alerts', true],
    ['alerts of a pipeline', queryKeys.pipelineAlerts(CLOSE), 'alerts', true],
    ['an incident', queryKeys.incident(1), 'alerts', true],
    ['alerts', queryKeys.alerts({}), 'incidents', true],
    ['the fleet', queryKeys.fleet({}), 'alerts', false],
  ] as const)('an alert or incident: %s', (_, key, topic, expected) => {
    expect(isAffectedBy(key, { topic, ids: ['1'] })).toBe(expected);
  });

  it.each([
    ['the matrix', queryKeys.scorecardMatrix('sox'), true],
    ['its standings', queryKeys.pipelineStandings(CLOSE), true],
    ['those of another', queryKeys.pipelineStandings(OTHER), false],
    ['exemptions', queryKeys.exemptions({}), true],
    ['the fleet', queryKeys.fleet({}), false],
  ])('another level of a pipeline: %s', (_, key, expected) => {
    expect(isAffectedBy(key, { topic: 'scorecards', ids: [CLOSE] })).toBe(
      expected,
    );
  });

  it.each([
    ['the inbox', queryKeys.approvals({}), true],
    ['the request', queryKeys.approval(12), true],
    ['another request', queryKeys.approval(13), false],
    ['the ledger', queryKeys.ledger({}), true],
    ['the fleet', queryKeys.fleet({}), false],
  ])('a request for a decision: %s', (_, key, expected) => {
    expect(isAffectedBy(key, { topic: 'approvals', ids: ['12'] })).toBe(
      expected,
    );
  });

  it.each([
    ['the board', queryKeys.releaseBoard(), true],
    ['the promotion', queryKeys.promotion(7), true],
    ['another promotion', queryKeys.promotion(8), false],
    ['releases of a pipeline', queryKeys.pipelineReleases(CLOSE), true],
    ['a release, which never changes', queryKeys.release(7), false],
  ])('a promotion: %s', (_, key, expected) => {
    expect(isAffectedBy(key, { topic: 'promotions', ids: ['7'] })).toBe(
      expected,
    );
  });

  it.each([
    ['the list of operations', queryKeys.operations({}), true],
    ['the ledger', queryKeys.ledger({}), true],
    ['a dry run, which is of then', queryKeys.operationPlan(undefined), false],
  ])('an operation: %s', (_, key, expected) => {
    expect(isAffectedBy(key, { topic: 'operations', ids: ['7'] })).toBe(
      expected,
    );
  });

  it('takes no ids for all pipelines', () => {
    expect(
      isAffectedBy(queryKeys.pipeline(OTHER), { topic: 'runs', ids: [] }),
    ).toBe(true);
  });

  it.each([
    ['the fleet', queryKeys.fleet({}), true],
    [
      'the SLOs of a pipeline that its domain promises',
      queryKeys.slos(CLOSE),
      true,
    ],
    ['an SLO', queryKeys.slo(3), true],
    ['the SLOs by domain', queryKeys.sloList({}), true],
    ['its verdicts', queryKeys.verdicts(3, {}), true],
    ['a pipeline', queryKeys.pipeline(CLOSE), false],
    ['runs', queryKeys.runs(CLOSE), false],
  ])('an SLO that stands elsewhere: %s', (_, key, expected) => {
    expect(
      isAffectedBy(key, { topic: 'slos', ids: ['domain:default/finance'] }),
    ).toBe(expected);
  });

  it.each([
    ['sources', queryKeys.sources(), true],
    ['the fleet, where pipelines may turn unknown', queryKeys.fleet({}), true],
    ['a pipeline', queryKeys.pipeline(CLOSE), true],
    ['runs', queryKeys.runs(CLOSE), false],
  ])('the health of a source: %s', (_, key, expected) => {
    expect(isAffectedBy(key, { topic: 'sources', ids: ['airflow-prod'] })).toBe(
      expected,
    );
  });
});
