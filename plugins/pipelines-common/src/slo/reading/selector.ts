import {
  CLASSIFICATIONS,
  LIFECYCLES,
  PIPELINE_TYPES,
  TIERS,
} from '../../vocabulary';
import type { SloSelector } from '../definition';
import type { SloContext } from '../readSlos';
import { type Fields, mapping, optional, optionalList } from './fields';
import type { ProblemList } from './ProblemList';
import { NAME_PATTERN, oneOf } from './rules';

const SELECTOR_EXAMPLE = "{ type: [airflow-dag], tier: [1], name: 'fct_*' }";

/** Which pipelines it is about. @returns undefined if it says nothing, or after a problem @internal */
export function readSelector(
  slo: Fields,
  context: SloContext,
  problems: ProblemList,
): SloSelector | undefined {
  if (slo.values.selector === undefined) return undefined;
  const path = `${slo.path}.selector`;
  if (context.entityKind === 'component') {
    return problems.error(
      path,
      'has no meaning on a pipeline, which can only promise for itself; remove it, or move the SLO to a System, Domain or Group',
    );
  }
  const selector = mapping(
    slo.values.selector,
    path,
    {
      what: 'a selector',
      example: SELECTOR_EXAMPLE,
      known: ['type', 'tier', 'lifecycle', 'classification', 'name'],
    },
    problems,
  );
  if (!selector) return undefined;
  const types = optionalList(
    selector,
    'type',
    oneOf(PIPELINE_TYPES),
    '[airflow-dag]',
    problems,
  );
  const tiers = optionalList(
    selector,
    'tier',
    oneOf(TIERS),
    '[1, 2]',
    problems,
  );
  const lifecycles = optionalList(
    selector,
    'lifecycle',
    oneOf(LIFECYCLES),
    '[production]',
    problems,
  );
  const classifications = optionalList(
    selector,
    'classification',
    oneOf(CLASSIFICATIONS),
    '[sox]',
    problems,
  );
  const name = optional(selector, 'name', NAME_PATTERN, problems);
  return {
    ...(types && { types }),
    ...(tiers && { tiers }),
    ...(lifecycles && { lifecycles }),
    ...(classifications && { classifications }),
    ...(name !== undefined && { name }),
  };
}
