import type { FleetRecord } from '../fleet';
import {
  isUnreadable,
  type JudgedSource,
  sourceConditions,
} from './sourceConditions';

const NOW = '2026-11-21T06:00:00.000Z';

const source = (more: object = {}): JudgedSource =>
  ({
    id: 'airflow-prod',
    title: 'Airflow production',
    environment: 'prod',
    message: 'connect ECONNREFUSED',
    failingSince: '2026-11-21T05:00:00.000Z',
    lastSuccessAt: '2026-11-21T04:59:00.000Z',
    lastAttemptAt: NOW,
    health: { status: 'failing', readable: false },
    ...more,
  } as JudgedSource);
const pipelines = [1, 2].map(
  id =>
    ({
      id,
      entityRef: `component:default/p${id}`,
      owner: 'group:default/finance',
      tier: 1,
      lifecycle: 'production',
    } as FleetRecord),
);
const find = (more?: object) =>
  sourceConditions({
    source: source(more),
    pipelines,
    production: 'prod',
    now: NOW,
  });

describe('isUnreadable', () => {
  it.each([
    ['failing', false, true],
    ['stale', false, true],
    ['pending', false, false],
    ['healthy', true, false],
    // One error may be a blip.
    ['failing', true, false],
  ])('%s, readable: %s', (status, readable, expected) => {
    expect(isUnreadable(source({ health: { status, readable } }))).toBe(
      expected,
    );
  });
});

describe('sourceConditions', () => {
  it('puts all of its pipelines down to the source', () => {
    expect(find()).toMatchObject(
      [1, 2].map(pipelineId => ({
        kind: 'source-unreadable',
        urgency: 'maintenance',
        severity: 'high',
        pipelineId,
        since: '2026-11-21T05:00:00.000Z',
        cause: { type: 'source', ref: 'airflow-prod', owner: '' },
      })),
    );
  });

  it('says nothing of one that can be read', () => {
    expect(find({ health: { status: 'healthy', readable: true } })).toEqual([]);
  });

  it('is less of a matter outside of production', () => {
    expect(find({ environment: 'staging' })[0].severity).toBe('low');
  });
});
