import {
  type Gate,
  type GateFinding,
  type GateQuestion,
  JsonClientError,
} from '@sluice/plugin-pipelines-node';
import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { checkSchema } from './checkSchema';
import type { SchemaRegistry } from './config';
import type { RegistryApi } from './RegistryApi';

const schemasShape = z.record(
  z.string(),
  z.looseObject({
    format: z.string(),
    schema: z.union([z.string(), z.record(z.string(), z.unknown())]),
  }),
);

type Checked = {
  subject: string;
  registry: string;
  level: string | undefined;
  state: 'compatible' | 'incompatible' | 'new' | 'unknown';
  reason?: string;
};

/**
 * Asks the schema registries of the environment whether the schemas that a release declares (`manifests.schemas`) may follow what is
 * registered there. Registers nothing.
 *
 * @internal
 */
export class SchemaGate implements Gate {
  readonly name = 'schema-registry';
  readonly title = 'Schemas fit what is registered';
  readonly class = 'risk';
  readonly isLive = true;
  readonly timeoutSeconds = 30;
  readonly #registries: Array<{ registry: SchemaRegistry; api: RegistryApi }>;

  constructor(
    registries: Array<{ registry: SchemaRegistry; api: RegistryApi }>,
  ) {
    this.#registries = registries;
  }

  async evaluate(
    question: Pick<GateQuestion, 'release' | 'target'>,
    signal: AbortSignal,
  ): Promise<GateFinding> {
    const declared = schemasShape.safeParse(
      question.release.manifests.schemas ?? {},
    );
    if (!declared.success) {
      return {
        verdict: 'unknown',
        summary: 'manifests.schemas of the release is not as documented',
      };
    }
    const { environment } = question.target;
    const subjects = Object.entries(declared.data);
    const registries = this.#registries.filter(
      each => each.registry.environment === environment,
    );
    if (subjects.length === 0) {
      return {
        verdict: 'not-applicable',
        summary: 'The release declares no schemas (manifests.schemas)',
      };
    }
    if (registries.length === 0) {
      return {
        verdict: 'not-applicable',
        summary: `No schema registry is configured for ${environment}`,
      };
    }
    const checked: Checked[] = [];
    for (const { api, registry } of registries) {
      for (const [subject, { format, schema }] of subjects) {
        const asked = {
          format,
          schema: typeof schema === 'string' ? schema : JSON.stringify(schema),
        };
        const at = { subject, registry: registry.name };
        checked.push({ ...at, ...(await check(api, subject, asked, signal)) });
      }
    }
    return findingOf(checked);
  }
}

async function check(
  api: RegistryApi,
  subject: string,
  asked: { format: string; schema: string },
  signal: AbortSignal,
): Promise<Pick<Checked, 'level' | 'state' | 'reason'>> {
  try {
    const found = await checkSchema(api, subject, asked, signal);
    return {
      level: found.level,
      state: found.state,
      reason: found.reasons.slice(0, 3).join('; ') || undefined,
    };
  } catch (error) {
    if (!(error instanceof JsonClientError)) throw error;
    return { level: undefined, state: 'unknown', reason: error.message };
  }
}

function findingOf(checked: Checked[]): GateFinding {
  const evidence = { subjects: checked as unknown as JsonObject[] };
  const of = (state: Checked['state']) =>
    checked.filter(each => each.state === state);
  const named = ({ level, reason, registry, subject }: Checked) =>
    `${subject} in ${registry}${level ? ` (${level})` : ''}${
      reason ? `: ${reason}` : ''
    }`;
  const bad = of('incompatible');
  if (bad.length > 0) {
    return {
      verdict: 'fail',
      summary: `May not follow what is registered: ${bad
        .map(named)
        .join(' · ')}`,
      evidence,
    };
  }
  const unknown = of('unknown');
  if (unknown.length > 0) {
    return {
      verdict: 'unknown',
      summary: unknown.map(named).join(' · '),
      evidence,
    };
  }
  // With NONE a registry takes everything, which shows nothing.
  const unchecked = of('compatible').filter(each => each.level === 'NONE');
  if (unchecked.length > 0) {
    return {
      verdict: 'inconclusive',
      summary: `The registry checks nothing, so nothing is shown: ${unchecked
        .map(named)
        .join(' · ')}`,
      evidence,
    };
  }
  return {
    verdict: 'pass',
    summary: checked
      .map(each => `${named(each)}${each.state === 'new' ? ' is new' : ''}`)
      .join(' · '),
    evidence,
  };
}
