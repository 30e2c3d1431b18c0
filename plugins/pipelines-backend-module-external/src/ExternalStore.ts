import type { DeployTarget } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';

/**
 * How far a step is. `asked`: the job may not know of it yet. `told`: it took the webhook.
 *
 * @internal
 */
export type ExternalState =
  | 'asked'
  | 'told'
  | 'running'
  | 'succeeded'
  | 'failed';

/** A step that a job outside carries out. @internal */
export type ExternalDeployment = {
  stepKey: string;
  deployer: string;
  unit: string;
  environment: string;
  promotionId: number;
  releaseDigest: string;
  version: string;
  fencingToken: number;
  state: ExternalState;
  detail?: string;
  /** ISO 8601 in UTC. */
  askedAt: string;
  reportedAt?: string;
  /** Whether a job that failed says that it changed nothing. */
  isUnchanged?: boolean;
};

/** What jobs were told and what they reported. @internal */
export interface ExternalStore {
  find(stepKey: string, tx: Knex): Promise<ExternalDeployment | undefined>;
  /** Of a target, the one that was asked for first at the front. */
  list(target: DeployTarget, tx: Knex): Promise<ExternalDeployment[]>;
  /** Adds it, unless there is one of its key. */
  add(deployment: ExternalDeployment, tx: Knex): Promise<void>;
  /** Changes some of it. @returns whether it was in one of the states `from` */
  change(
    stepKey: string,
    from: ExternalState[],
    to: Partial<ExternalDeployment>,
    tx: Knex,
  ): Promise<boolean>;
  /** Remembers a signature. @returns whether it is new */
  takeSignature(signature: string, at: string, tx: Knex): Promise<boolean>;
  /** Forgets signatures that were taken in before a moment. */
  forgetSignatures(before: string, tx: Knex): Promise<void>;
}

type Row = {
  step_key: string;
  deployer: string;
  unit: string;
  environment: string;
  promotion_id: number;
  release_digest: string;
  version: string;
  fencing_token: number;
  state: ExternalState;
  detail: string | null;
  asked_at: string;
  reported_at: string | null;
  unchanged: boolean | number | null;
};

/** In the database of the plugin. @internal */
export class DatabaseExternalStore implements ExternalStore {
  async find(stepKey: string, tx: Knex) {
    const row = await tx<Row>('external_deployments')
      .where({ step_key: stepKey })
      .first();
    return row && fromRow(row);
  }

  async list({ environment, unit }: DeployTarget, tx: Knex) {
    const rows = await tx<Row>('external_deployments')
      .where({ unit, environment })
      .orderBy('asked_at')
      .orderBy('step_key');
    return rows.map(fromRow);
  }

  async add(deployment: ExternalDeployment, tx: Knex) {
    await tx<Row>('external_deployments')
      .insert(toRow(deployment))
      .onConflict('step_key')
      .ignore();
  }

  async change(
    stepKey: string,
    from: ExternalState[],
    to: Partial<ExternalDeployment>,
    tx: Knex,
  ) {
    const changed = await tx<Row>('external_deployments')
      .where({ step_key: stepKey })
      .whereIn('state', from)
      .update(toRow(to));
    return changed > 0;
  }

  async takeSignature(signature: string, at: string, tx: Knex) {
    const added = await tx('external_deployment_reports')
      .insert({ signature, received_at: at })
      .onConflict('signature')
      .ignore()
      .returning('signature');
    return added.length > 0;
  }

  async forgetSignatures(before: string, tx: Knex) {
    await tx('external_deployment_reports')
      .where('received_at', '<', before)
      .delete();
  }
}

function fromRow(row: Row): ExternalDeployment {
  return {
    stepKey: row.step_key,
    deployer: row.deployer,
    unit: row.unit,
    environment: row.environment,
    promotionId: row.promotion_id,
    releaseDigest: row.release_digest,
    version: row.version,
    fencingToken: row.fencing_token,
    state: row.state,
    ...(row.detail !== null && { detail: row.detail }),
    askedAt: row.asked_at,
    ...(row.reported_at !== null && { reportedAt: row.reported_at }),
    ...(row.unchanged !== null && { isUnchanged: Boolean(row.unchanged) }),
  };
}

function toRow(deployment: Partial<ExternalDeployment>): Partial<Row> {
  const row: Partial<Row> = {
    step_key: deployment.stepKey,
    deployer: deployment.deployer,
    unit: deployment.unit,
    environment: deployment.environment,
    promotion_id: deployment.promotionId,
    release_digest: deployment.releaseDigest,
    version: deployment.version,
    fencing_token: deployment.fencingToken,
    state: deployment.state,
    detail: deployment.detail,
    asked_at: deployment.askedAt,
    reported_at: deployment.reportedAt,
    unchanged: deployment.isUnchanged,
  };
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  );
}
