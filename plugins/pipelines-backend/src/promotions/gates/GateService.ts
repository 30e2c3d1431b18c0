import type { GateResult } from '@sluice/plugin-pipelines-common';
import type { Gate, GateFinding } from '@sluice/plugin-pipelines-node';
import { errorText } from '../../observations';
import type { BuiltInGate, GateContext } from './gateContext';
import { askedGates } from './askedGates';

type Asked = Pick<
  BuiltInGate,
  'name' | 'title' | 'class' | 'isLive' | 'timeoutSeconds'
> & {
  evaluate(signal: AbortSignal): Promise<GateFinding | GateFinding[]>;
};

/** Asks the gates. @internal */
export class GateService {
  readonly #builtIn: BuiltInGate[];
  readonly #brought: () => Gate[];

  constructor(options: {
    builtIn: BuiltInGate[];
    /** Those of modules. */
    brought: () => Gate[];
  }) {
    this.#builtIn = options.builtIn;
    this.#brought = options.brought;
  }

  /**
   * Asks all gates that apply, side by side: our own, and those of modules that the policy names.
   *
   * A rollback is asked integrity gates only. In the hotfix lane and where an incident is mended, risk gates are asked and waived.
   *
   * @param onlyLive - those whose verdict changes by itself: at dispatch
   */
  async evaluate(
    context: GateContext,
    phase: GateResult['phase'],
    options: { onlyLive?: boolean } = {},
  ): Promise<GateResult[]> {
    const { question, requirements } = context;
    const isRollback = question.kind === 'rollback';
    const own = this.#builtIn
      .filter(gate => !isRollback || gate.forRollback)
      .map(gate => ({
        ...gate,
        evaluate: (signal: AbortSignal) => gate.evaluate(context, signal),
      }));
    const brought = askedGates(
      requirements.gates,
      this.#brought(),
      this.#builtIn.map(gate => gate.name),
    )
      .filter(({ gate }) => !isRollback || gate.class === 'integrity')
      .map(({ gate, name, params, title }) => ({
        name,
        title,
        class: gate.class,
        isLive: gate.isLive,
        timeoutSeconds: gate.timeoutSeconds,
        evaluate: (signal: AbortSignal) =>
          gate.evaluate({ ...question, params }, signal),
      }));
    const results = await Promise.all(
      [...own, ...brought]
        .filter(gate => gate.isLive || !options.onlyLive)
        .map(gate => ask(gate, context, phase)),
    );
    return results.flat();
  }
}

async function ask(
  gate: Asked,
  context: GateContext,
  phase: GateResult['phase'],
): Promise<GateResult[]> {
  const { class: gateClass, isLive, name, title } = gate;
  let findings: GateFinding[];
  try {
    findings = [
      await within(gate.timeoutSeconds, signal => gate.evaluate(signal)),
    ].flat();
  } catch (error) {
    findings = [{ verdict: 'unknown', summary: errorText(error) }];
  }
  return findings.map(({ evidence, summary, verdict }) => ({
    gate: name,
    title,
    class: gateClass,
    isLive,
    verdict,
    summary: summary.slice(0, 2000),
    evidence,
    checkedAt: context.question.at,
    phase,
    waived:
      gateClass === 'risk' && name !== 'window' ? waiverOf(context) : undefined,
  }));
}
function waiverOf({ incidentId, question }: GateContext): string | undefined {
  if (question.lane === 'hotfix') {
    return incidentId === null
      ? 'A fix: shown as a warning'
      : `Mends incident ${incidentId}: shown as a warning`;
  }
  return incidentId === null ? undefined : `Mends incident ${incidentId}`;
}

async function within<T>(
  seconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new Error(`It said nothing within ${seconds} s`));
    }, seconds * 1000);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
