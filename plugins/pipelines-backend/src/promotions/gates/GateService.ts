import type { GateResult } from '@sluice/plugin-pipelines-common';
import type { Gate, GateFinding } from '@sluice/plugin-pipelines-node';
import { errorText } from '../../observations';
import type { BuiltInGate, GateContext } from './gateContext';

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

  /** What policies may name. */
  get names(): string[] {
    return [...this.#builtIn, ...this.#brought()].map(gate => gate.name);
  }

  /**
   * Asks all gates that apply, side by side.
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
    const { question } = context;
    const isRollback = question.kind === 'rollback';
    const results = await Promise.all([
      ...this.#builtIn
        .filter(gate => !isRollback || gate.forRollback)
        .filter(gate => gate.isLive || !options.onlyLive)
        .map(gate =>
          ask(gate, context, phase, signal => gate.evaluate(context, signal)),
        ),
      ...this.#brought()
        .filter(gate => !isRollback || gate.class === 'integrity')
        .filter(gate => gate.isLive || !options.onlyLive)
        .map(gate =>
          ask(gate, context, phase, signal => gate.evaluate(question, signal)),
        ),
    ]);
    return results.flat();
  }
}

async function ask(
  gate: Pick<
    BuiltInGate,
    'name' | 'title' | 'class' | 'isLive' | 'timeoutSeconds'
  >,
  context: GateContext,
  phase: GateResult['phase'],
  evaluate: (signal: AbortSignal) => Promise<GateFinding | GateFinding[]>,
): Promise<GateResult[]> {
  const { class: gateClass, isLive, name, title } = gate;
  let findings: GateFinding[];
  try {
    findings = [
      await within(gate.timeoutSeconds, signal => evaluate(signal)),
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
