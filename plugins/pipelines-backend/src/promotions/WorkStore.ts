import type { GateResult } from '@sluice/plugin-pipelines-common';
import type { DeployStep } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { digestOf } from '../canonical/digest';
import type { FindingRecord, OverrideRecord, StepRecord } from './records';
import { RowMapping } from '../database/rows';

/** What belongs to one promotion: gates, steps, findings, log. @internal */
export interface WorkStore {
  addSteps(
    promotionId: number,
    steps: DeployStep[],
    tx: Knex.Transaction,
  ): Promise<void>;
  /** In order. */
  steps(promotionId: number, db: Knex): Promise<StepRecord[]>;
  updateStep(
    step: Pick<StepRecord, 'promotionId' | 'stepIndex'>,
    change: Partial<StepRecord>,
    db: Knex,
  ): Promise<void>;
  addGates(
    promotionId: number,
    findings: GateResult[],
    tx: Knex,
  ): Promise<void>;
  /** In the order in which they were asked. */
  gates(promotionId: number, db: Knex): Promise<GateResult[]>;
  addOverride(override: OverrideRecord, tx: Knex.Transaction): Promise<void>;
  overrides(promotionId: number, db: Knex): Promise<OverrideRecord[]>;
  putFindings(findings: FindingRecord[], tx: Knex): Promise<void>;
  findings(promotionId: number, db: Knex): Promise<FindingRecord[]>;
  log(promotionId: number, at: string, line: string, db: Knex): Promise<void>;
  /** The last lines, the oldest first. */
  lines(
    promotionId: number,
    limit: number,
    db: Knex,
  ): Promise<Array<{ at: string; line: string }>>;
}

const MAX_LINE = 2000;

/**
 * The key of a step: the same at each attempt, on each replica.
 *
 * @internal
 */
export function stepKeyOf(promotionId: number, stepIndex: number): string {
  return digestOf({ promotionId, stepIndex });
}

const stepMapping = new RowMapping<StepRecord>({});
const findingMapping = new RowMapping<FindingRecord>({
  renamed: { check: 'check_name' },
});
const overrideMapping = new RowMapping<OverrideRecord>({});

/** {@link WorkStore} on SQLite and PostgreSQL. @internal */
export class DatabaseWorkStore implements WorkStore {
  async addSteps(
    promotionId: number,
    steps: DeployStep[],
    tx: Knex.Transaction,
  ): Promise<void> {
    if (steps.length === 0) return;
    await tx('promotion_steps').insert(
      steps.map(({ name, timeoutSeconds, title }, stepIndex) => ({
        promotion_id: promotionId,
        step_index: stepIndex,
        name,
        title: title.slice(0, 255),
        timeout_seconds: timeoutSeconds,
        step_key: stepKeyOf(promotionId, stepIndex),
        state: 'pending',
        attempts: 0,
      })),
    );
  }

  async steps(promotionId: number, db: Knex): Promise<StepRecord[]> {
    const rows = await db('promotion_steps')
      .where({ promotion_id: promotionId })
      .orderBy('step_index');
    return rows.map(row => stepMapping.toRecord(row));
  }

  async updateStep(
    step: Pick<StepRecord, 'promotionId' | 'stepIndex'>,
    change: Partial<StepRecord>,
    db: Knex,
  ): Promise<void> {
    await db('promotion_steps')
      .where({ promotion_id: step.promotionId, step_index: step.stepIndex })
      .update(stepMapping.toRow(change));
  }

  async addGates(
    promotionId: number,
    findings: GateResult[],
    tx: Knex,
  ): Promise<void> {
    if (findings.length === 0) return;
    await tx('promotion_gates').insert(
      findings.map(({ override, ...kept }) => ({
        promotion_id: promotionId,
        phase: kept.phase,
        gate: kept.gate,
        finding: JSON.stringify(kept),
        checked_at: kept.checkedAt,
      })),
    );
  }

  async gates(promotionId: number, db: Knex): Promise<GateResult[]> {
    const rows = await db('promotion_gates')
      .where({ promotion_id: promotionId })
      .orderBy('id');
    return rows.map(row => JSON.parse(row.finding));
  }

  async addOverride(
    override: OverrideRecord,
    tx: Knex.Transaction,
  ): Promise<void> {
    await tx('promotion_overrides')
      .insert(overrideMapping.toRow(override))
      .onConflict(['promotion_id', 'gate'])
      .ignore();
  }

  async overrides(promotionId: number, db: Knex): Promise<OverrideRecord[]> {
    const rows = await db('promotion_overrides')
      .where({ promotion_id: promotionId })
      .orderBy('gate');
    return rows.map(row => overrideMapping.toRecord(row));
  }

  async putFindings(findings: FindingRecord[], tx: Knex): Promise<void> {
    // A target may say the same check of the same member twice: the last word counts.
    const last = new Map(
      findings.map(each => [`${each.check}\0${each.member}`, each]),
    );
    if (last.size === 0) return;
    await tx('promotion_findings')
      .insert([...last.values()].map(each => findingMapping.toRow(each)))
      .onConflict(['promotion_id', 'check_name', 'member'])
      .merge();
  }

  async findings(promotionId: number, db: Knex): Promise<FindingRecord[]> {
    const rows = await db('promotion_findings')
      .where({ promotion_id: promotionId })
      .orderBy(['check_name', 'member']);
    return rows.map(row => findingMapping.toRecord(row));
  }

  async log(
    promotionId: number,
    at: string,
    line: string,
    db: Knex,
  ): Promise<void> {
    await db('promotion_log').insert({
      promotion_id: promotionId,
      logged_at: at,
      line: line.slice(0, MAX_LINE),
    });
  }

  async lines(
    promotionId: number,
    limit: number,
    db: Knex,
  ): Promise<Array<{ at: string; line: string }>> {
    const rows = await db('promotion_log')
      .where({ promotion_id: promotionId })
      .orderBy('id', 'desc')
      .limit(limit);
    return rows.reverse().map(row => ({ at: row.logged_at, line: row.line }));
  }
}
