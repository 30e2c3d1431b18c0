import {
  DeployFailedError,
  type ActualState,
  type DeployChange,
  type DeployCommand,
  type Deployer,
  type DeployFinding,
  type DeployPlan,
  type DeployTarget,
  StaleFencingTokenError,
  type StepOutcome,
} from '@sluice/plugin-pipelines-node';

/** What happens at the next attempt of a step. */
export type Trouble =
  /** It certainly doesn't happen. */
  | 'fails'
  /** It happens, and the answer is lost. */
  | 'answer-lost'
  /** It doesn't happen, and nobody hears so. */
  | 'connection-lost'
  /** Somebody else works on it. */
  | 'waits';

/** A deployer in memory that counts its side effects and does what the test wants. */
export class FakeDeployer implements Deployer {
  readonly id = 'fake';
  readonly title = 'The fake deployer';
  readonly effects: Array<{ stepKey: string; step: string; target: string }> =
    [];
  readonly troubles: Trouble[] = [];
  readonly running = new Map<string, ActualState>();
  readonly tokens = new Map<string, number>();
  findings: DeployFinding[] = [];
  unreadable = false;
  plan_: Partial<DeployPlan> = {};
  resolveReferences?: Deployer['resolveReferences'];
  recogniseVersions?: Deployer['recogniseVersions'];
  /** Called before each step. */
  onApply?: (command: DeployCommand) => Promise<void>;

  handles(target: DeployTarget): boolean {
    return target.environment !== 'moon';
  }

  async plan(_change: DeployChange): Promise<DeployPlan> {
    return {
      steps: [
        { name: 'fetch', title: 'Fetch the artifacts', timeoutSeconds: 5 },
        { name: 'pin', title: 'Write the pin', timeoutSeconds: 5 },
      ],
      rollbackClass: 'repointable',
      rollbackEffects: [
        {
          subject: 'artifact',
          outcome: 'undone',
          detail: 'The pin moves back',
        },
      ],
      ...this.plan_,
    };
  }

  async apply(command: DeployCommand): Promise<StepOutcome> {
    await this.onApply?.(command);
    const key = keyOf(command.target);
    const highest = this.tokens.get(key) ?? 0;
    if (command.fencingToken < highest) {
      throw new StaleFencingTokenError(
        `${command.fencingToken} is older than ${highest}`,
      );
    }
    this.tokens.set(key, command.fencingToken);
    const trouble = this.troubles.shift();
    if (trouble === 'fails') throw new DeployFailedError('No space left');
    if (trouble === 'connection-lost') throw new Error('Connection reset');
    if (trouble === 'waits') {
      return {
        state: 'waiting',
        detail: 'The job is queued',
        againInSeconds: 0.01,
      };
    }
    const state = this.running.get(key) ?? { stepKeys: [] };
    if (!state.stepKeys.includes(command.stepKey)) {
      this.effects.push({
        stepKey: command.stepKey,
        step: command.step.name,
        target: key,
      });
      this.running.set(key, {
        ...state,
        stepKeys: [...state.stepKeys, command.stepKey],
        ...(command.step.name === 'pin'
          ? {
              releaseDigest: command.to.releaseDigest,
              version: command.to.commit,
              by: 'sluice',
            }
          : {}),
      });
    }
    command.log(`${command.step.name} done`);
    if (trouble === 'answer-lost') throw new Error('Connection reset');
    return { state: 'done' };
  }

  async read(target: DeployTarget): Promise<ActualState> {
    if (this.unreadable) throw new Error('The target does not answer');
    return this.running.get(keyOf(target)) ?? { stepKeys: [] };
  }

  async verify(): Promise<DeployFinding[]> {
    return this.findings;
  }

  /** Somebody changes what runs behind Sluice's back. */
  change(target: DeployTarget, version: string, by: string): void {
    const state = this.running.get(keyOf(target)) ?? { stepKeys: [] };
    this.running.set(keyOf(target), {
      ...state,
      releaseDigest: undefined,
      version,
      by,
    });
  }
}

function keyOf({ environment, unit }: DeployTarget): string {
  return `${unit}/${environment}`;
}
