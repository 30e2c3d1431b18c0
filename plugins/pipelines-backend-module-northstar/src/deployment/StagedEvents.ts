import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { DeployTarget } from '@sluice/plugin-pipelines-node';
import type { EnvironmentLog } from './EnvironmentLog';
import type { StagedFault, StagedFaults } from './StagedFaults';

/** A fault of a step. @internal */
export type StepFault = Extract<StagedFault, { times: number }>;

const isFor = (fault: StagedFault, { environment, unit }: DeployTarget) =>
  'unit' in fault && fault.unit === unit && fault.environment === environment;

/** Makes staged faults happen, each as often as it was staged, however many processes look. @internal */
export class StagedEvents {
  readonly #faults: StagedFaults;
  readonly #logger: LoggerService;
  readonly #toldProblems = new Set<string>();

  constructor(options: { faults: StagedFaults; logger: LoggerService }) {
    this.#faults = options.faults;
    this.#logger = options.logger;
  }

  /** Makes happen what doesn't wait for a step. */
  async happen(log: EnvironmentLog, target: DeployTarget): Promise<void> {
    const { unit } = target;
    const { deployed, faults } = log.unit(unit);
    for (const fault of this.#staged()) {
      if (!isFor(fault, target) || faults.has(fault.id)) continue;
      if (fault.does === 'unmanaged') {
        const { actor, id, version } = fault;
        const runs = { version, by: actor, regression: 'none' } as const;
        await log.append({ kind: 'unmanaged', unit, fault: id, runs });
      }
      if (fault.does === 'run') {
        const { id, pipeline, state } = fault;
        await log.append({ kind: 'run', unit, fault: id, pipeline, state });
      }
      // What was there before the first deployment is the history's, and no release.
      if (fault.does === 'regress' && deployed.length > 0) {
        await log.append({ kind: 'regress', unit, fault: fault.id });
      }
    }
  }

  /** @throws ServiceUnavailableError if the target doesn't answer, as long as that is staged */
  checkAnswers(target: DeployTarget): void {
    for (const fault of this.#staged()) {
      if (fault.does !== 'no-answer' || !isFor(fault, target)) continue;
      throw new ServiceUnavailableError(
        `${target.unit} in ${target.environment} does not answer (simulated)`,
      );
    }
  }

  /** What was staged for a step, and goes off now. */
  async ofStep(
    log: EnvironmentLog,
    target: DeployTarget,
    step: string,
  ): Promise<StepFault | undefined> {
    const { unit } = target;
    for (const fault of this.#staged()) {
      if (!('times' in fault) || !isFor(fault, target)) continue;
      if (fault.step !== undefined && fault.step !== step) continue;
      const { id, times } = fault;
      if ((log.unit(unit).faults.get(id) ?? 0) >= times) continue;
      const taken = await log.append({ kind: 'fault', unit, fault: id, times });
      if (taken === 'taken') return fault;
    }
    return undefined;
  }

  /** References that aren't there. */
  lostReferences(environment: string): Set<string> {
    return new Set(
      this.#staged().flatMap(fault =>
        fault.does === 'lose-reference' && fault.environment === environment
          ? [fault.reference]
          : [],
      ),
    );
  }

  #staged(): StagedFault[] {
    const { faults, problems } = this.#faults.read();
    for (const problem of problems) {
      if (this.#toldProblems.has(problem)) continue;
      this.#toldProblems.add(problem);
      this.#logger.warn(`${problem}; it is left out`);
    }
    return faults;
  }
}
