import {
  DeployFailedError,
  type ActualState,
  type DeployCommand,
  type Deployer,
  type DeployFinding,
  type DeployPlan,
  type StepOutcome,
} from '@sluice/plugin-pipelines-node';
import type { TargetLog } from './TargetLog';
import { isSlow } from './world';

/** Keys of the last so many steps are what a target can name. */
const REMEMBERED = 40;

/** Changes a target that is a log, and is as unreliable as targets are. It says when it is about to do something, and when it has. */
export class LoggedDeployer implements Deployer {
  readonly id = 'chaos';
  readonly title = 'The log of what was done';
  protected readonly log: TargetLog;
  readonly #reach: (boundary: string) => void;

  constructor(options: {
    log: TargetLog;
    /** Is told of each boundary. */
    reach: (boundary: string) => void;
  }) {
    this.log = options.log;
    this.#reach = options.reach;
  }

  handles(): boolean {
    return true;
  }

  async plan(): Promise<DeployPlan> {
    return {
      steps: [
        { name: 'fetch', title: 'Fetch the artifacts', timeoutSeconds: 20 },
        { name: 'pin', title: 'Write the pin', timeoutSeconds: 20 },
      ],
      rollbackClass: 'repointable',
      rollbackEffects: [],
    };
  }

  async apply(command: DeployCommand): Promise<StepOutcome> {
    const { fencingToken, provenance, step, stepKey, target, to } = command;
    const chance = Math.random();
    if (step.name === 'fetch' && isSlow(to.id) && chance < 0.8) {
      return { state: 'waiting', detail: 'Queued', againInSeconds: 0.2 };
    }
    if (chance < 0.03) throw new DeployFailedError('No space left');
    if (chance < 0.07) throw new Error('Connection reset');
    this.#reach(`before apply.${step.name}`);
    this.log.append({
      unit: target.unit,
      promotionId: provenance.promotionId,
      step: step.name,
      stepKey,
      releaseId: to.id,
      releaseDigest: to.releaseDigest,
      version: to.commit,
      fencingToken,
    });
    this.#reach(`after apply.${step.name}`);
    if (chance < 0.12) throw new Error('Connection reset');
    return { state: 'done' };
  }

  async read({ unit }: { unit: string }): Promise<ActualState> {
    this.#reach('before read');
    const done = this.log.entries(unit).filter(each => !each.isRepeated);
    const pin = done.filter(each => each.step === 'pin').at(-1);
    this.#reach('after read');
    return {
      releaseDigest: pin?.releaseDigest,
      version: pin?.version,
      stepKeys: done.slice(-REMEMBERED).map(each => each.stepKey),
    };
  }

  async verify(): Promise<DeployFinding[]> {
    return [];
  }
}
