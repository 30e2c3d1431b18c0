import type { Slo, SloDay } from '@sluice/plugin-pipelines-common';
import { refOf } from '../pipeline/isPipeline';
import { pipelineEntity } from './pipeline';

/** The pipeline of the tests. @internal */
export const ENTITY = refOf(pipelineEntity);
const TODAY = new Date().toISOString().slice(0, 10);
/** The local date so many days ago. @internal */
export const dayBefore = (days: number) =>
  new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10);

const counts = {
  good: 18,
  bad: 2,
  rawBad: 2,
  unknown: 0,
  excluded: 0,
  pending: 1,
  idle: 0,
  rescued: 0,
};
/** An SLO that has spent its budget, with what a test wants otherwise. @internal */
export const slo = (changes: Partial<Slo> = {}): Slo => ({
  id: 7,
  entityRef: ENTITY,
  name: 'ready-in-the-morning',
  title: 'Ready at 06:00',
  kind: 'deadline',
  target: 95,
  owner: 'group:default/finance-data',
  origin: 'entity',
  status: 'exhausted',
  definition: { window: { rolling: '28d' } },
  pipelines: 1,
  budget: {
    ...counts,
    allowed: 1,
    remaining: -1,
    remainingRatio: -1,
    missesLeft: -1,
    coverage: 1,
    established: true,
    attained: 90,
  },
  windowFrom: dayBefore(27),
  windowTo: dayBefore(-1),
  next: { dueAt: `${dayBefore(-1)}T11:00:00.000Z`, localDate: dayBefore(-1) },
  timezone: 'America/New_York',
  evaluatedAt: new Date().toISOString(),
  ...changes,
});

/** A day on which nothing happened, with what a test wants otherwise. @internal */
export const day = (date: string, changes: Partial<SloDay>): SloDay => ({
  date,
  target: 95,
  good: 0,
  bad: 0,
  missing: 0,
  rawBad: 0,
  unknown: 0,
  excluded: 0,
  pending: 0,
  idle: 0,
  rescued: 0,
  remaining: 1,
  ...changes,
});
