import assert from 'node:assert/strict';
import {
  type ActualState,
  type DeployChange,
  type DeployCommand,
  type Deployer,
  type DeployStep,
  StaleFencingTokenError,
  type StepOutcome,
} from '../deployers';

/**
 * A deployer with what the contract has to know of its target.
 *
 * @public
 */
export type DeployerUnderTest = {
  deployer: Deployer;
  /** To a release that doesn't run yet. */
  first: DeployChange;
  /** From that one to another. */
  second: DeployChange;
  /**
   * What really happened at the target so far, one text for each side effect: commits, requests, restarts. A step that is asked for
   * again must not make it longer.
   */
  sideEffects(): Promise<string[]>;
  /** Names of steps that only look, so that the target doesn't know of them. */
  onlyLooking?: string[];
  /** Called while a step waits for somebody else: makes them finish. */
  finish?(command: DeployCommand): Promise<void>;
};

/**
 * One rule that every deployer keeps.
 *
 * @public
 */
export type DeployerRule = {
  name: string;
  /** @throws AssertionError if the deployer breaks it */
  check(): Promise<void>;
};

/** So often a step may answer that it waits before the rule is taken for broken. */
const MOST_WAITS = 20;

/**
 * A command for a step, as the engine would give it.
 *
 * @param options - `promotionId` makes the step key; another one is another promotion
 * @public
 */
export function deployCommand(options: {
  change: DeployChange;
  step: DeployStep;
  promotionId: number;
  fencingToken: number;
  signal?: AbortSignal;
  log?: (line: string) => void;
}): DeployCommand {
  const { change, step, promotionId, fencingToken } = options;
  return {
    ...change,
    step,
    stepKey: `promotion-${promotionId}-${step.name}`,
    fencingToken,
    provenance: {
      promotionId,
      subjectHash: 'a'.repeat(64),
      requestedBy: 'user:default/mara',
      approvedBy: ['user:default/deniz', 'user:default/tomas'],
    },
    signal: options.signal ?? new AbortController().signal,
    log: options.log ?? (() => {}),
  };
}

/**
 * Carries out a step until it is done, as the engine does.
 *
 * @throws AssertionError if it waits for ever
 * @public
 */
export async function applyUntilDone(
  subject: Pick<DeployerUnderTest, 'deployer' | 'finish'>,
  command: DeployCommand,
): Promise<StepOutcome> {
  for (let waits = 0; waits < MOST_WAITS; waits++) {
    const outcome = await subject.deployer.apply(command);
    if (outcome.state === 'done') return outcome;
    assert.ok(outcome.againInSeconds > 0, 'againInSeconds has to be positive');
    await subject.finish?.(command);
  }
  return assert.fail(`the step ${command.step.name} waits for ever`);
}

/**
 * Carries out a whole change.
 *
 * @returns the commands that were given, in order
 * @public
 */
export async function deployWhole(
  subject: Pick<DeployerUnderTest, 'deployer' | 'finish'>,
  change: DeployChange,
  options: { promotionId: number; fencingToken: number },
): Promise<DeployCommand[]> {
  const { steps } = await subject.deployer.plan(change);
  const commands = steps.map(step =>
    deployCommand({ change, step, ...options }),
  );
  for (const command of commands) await applyUntilDone(subject, command);
  return commands;
}

/** What of a state is about releases: moments and people differ from target to target. */
const essence = ({ releaseDigest, version, stepKeys }: ActualState) => ({
  releaseDigest,
  version,
  stepKeys,
});

/**
 * The rules that every deployer keeps, whatever it deploys to. Run each with a target of its own:
 *
 * ```ts
 * it.each(deployerContract(create))('$name', async ({ check }) => {
 *   await expect(check()).resolves.toBeUndefined();
 * });
 * ```
 *
 * @public
 */
export function deployerContract(
  create: () => Promise<DeployerUnderTest>,
): DeployerRule[] {
  const rule = (
    name: string,
    check: (subject: DeployerUnderTest) => Promise<void>,
  ): DeployerRule => ({ name, check: async () => check(await create()) });

  return [
    rule('handles its target', async ({ deployer, first }) => {
      assert.equal(deployer.handles(first.target), true);
      assert.equal(
        deployer.handles({ ...first.target, environment: 'no-such-place' }),
        false,
      );
    }),

    rule(
      'plans the same steps for the same change',
      async ({ deployer, first }) => {
        const plan = await deployer.plan(first);
        const again = await deployer.plan(structuredClone(first));
        assert.deepEqual(again.steps, plan.steps);
        assert.equal(again.rollbackClass, plan.rollbackClass);
        assert.equal(again.incompatible, undefined);
        assert.ok(plan.steps.length > 0, 'a plan has at least one step');
        const names = plan.steps.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length, 'names are unique');
        for (const step of plan.steps) {
          assert.match(step.name, /^[a-z][a-z0-9-]*$/);
          assert.ok(step.timeoutSeconds > 0);
        }
        assert.deepEqual(
          JSON.parse(JSON.stringify(plan.steps)),
          plan.steps,
          'steps survive being stored',
        );
      },
    ),

    rule('changes nothing by planning', async subject => {
      const { deployer, first } = subject;
      const before = await deployer.read(first.target);
      const effects = await subject.sideEffects();
      await deployer.plan(first);
      assert.deepEqual(
        essence(await deployer.read(first.target)),
        essence(before),
      );
      assert.deepEqual(await subject.sideEffects(), effects);
    }),

    rule('reads the release that was applied', async subject => {
      const { deployer, first, second } = subject;
      const before = await deployer.read(first.target);
      assert.notEqual(before.releaseDigest, first.to.releaseDigest);
      for (const [index, change] of [first, second].entries()) {
        const commands = await deployWhole(subject, change, {
          promotionId: index + 1,
          fencingToken: index + 1,
        });
        const state = await deployer.read(change.target);
        assert.equal(state.releaseDigest, change.to.releaseDigest);
        for (const { step, stepKey } of commands) {
          if (subject.onlyLooking?.includes(step.name)) continue;
          assert.ok(state.stepKeys.includes(stepKey), `${stepKey} is known`);
        }
      }
    }),

    rule('does nothing twice under one step key', async subject => {
      const options = { promotionId: 1, fencingToken: 1 };
      const commands = await deployWhole(subject, subject.first, options);
      const effects = await subject.sideEffects();
      const state = await subject.deployer.read(subject.first.target);
      for (const command of commands) {
        const outcome = await subject.deployer.apply({
          ...command,
          fencingToken: 2,
        });
        assert.equal(outcome.state, 'done');
      }
      assert.deepEqual(await subject.sideEffects(), effects);
      assert.deepEqual(
        essence(await subject.deployer.read(subject.first.target)),
        essence(state),
      );
    }),

    rule('does nothing twice when two workers ask at once', async subject => {
      const { deployer, first } = subject;
      const { steps } = await deployer.plan(first);
      for (const step of steps) {
        const command = deployCommand({
          change: first,
          step,
          promotionId: 1,
          fencingToken: 1,
        });
        await Promise.allSettled([
          deployer.apply(command),
          deployer.apply({ ...command, fencingToken: 2 }),
        ]);
        await applyUntilDone(subject, { ...command, fencingToken: 3 });
      }
      const atOnce = await subject.sideEffects();
      const alone = await create();
      await deployWhole(alone, alone.first, {
        promotionId: 1,
        fencingToken: 1,
      });
      assert.equal(atOnce.length, (await alone.sideEffects()).length);
    }),

    rule('refuses a worker whose lease is over', async subject => {
      const { deployer, first, second } = subject;
      await deployWhole(subject, first, { promotionId: 1, fencingToken: 7 });
      const effects = await subject.sideEffects();
      const before = await deployer.read(first.target);
      const { steps } = await deployer.plan(second);
      for (const step of steps) {
        const late = deployCommand({
          change: second,
          step,
          promotionId: 2,
          fencingToken: 6,
        });
        await assert.rejects(
          deployer.apply(late),
          error => (error as Error).name === StaleFencingTokenError.name,
        );
      }
      assert.deepEqual(await subject.sideEffects(), effects);
      assert.deepEqual(
        essence(await deployer.read(first.target)),
        essence(before),
      );
    }),

    rule('ends a step that is aborted', async subject => {
      const { deployer, first } = subject;
      const [step] = (await deployer.plan(first)).steps;
      const command = deployCommand({
        change: first,
        step,
        promotionId: 1,
        fencingToken: 1,
        signal: AbortSignal.abort(new Error('the worker stops')),
      });
      await assert.rejects(deployer.apply(command));
      assert.deepEqual(await subject.sideEffects(), []);
    }),

    rule('says what it finds since a release runs', async subject => {
      const { deployer, first } = subject;
      await deployWhole(subject, first, { promotionId: 1, fencingToken: 1 });
      const { since } = await deployer.read(first.target);
      const findings = await deployer.verify(
        first,
        since ?? new Date(0).toISOString(),
      );
      for (const { check, verdict } of findings) {
        assert.notEqual(verdict, 'fail', `${check} fails`);
      }
    }),
  ];
}
