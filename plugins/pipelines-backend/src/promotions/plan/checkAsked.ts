import { InputError } from '@backstage/errors';
import type { PromotionToPlan } from '@sluice/plugin-pipelines-common';
import type { PromotionContext } from '../context';

/**
 * Whether a question makes sense.
 *
 * @throws InputError that names the field
 * @internal
 */
export async function checkAsked(
  asked: PromotionToPlan,
  context: Pick<PromotionContext, 'database' | 'environments' | 'incidents'>,
): Promise<void> {
  const { database, environments, incidents } = context;
  const { environment, failedRunId, incidentId, lane } = asked;
  if (!environments.includes(environment)) {
    throw new InputError(
      `environment is ${environment}, but has to be one of ${environments.join(
        ', ',
      )}`,
    );
  }
  if (
    lane === 'hotfix' &&
    incidentId === undefined &&
    failedRunId === undefined
  ) {
    throw new InputError(
      'lane is hotfix, so incidentId or failedRunId has to name what it mends',
    );
  }
  if (
    incidentId !== undefined &&
    !(await incidents.find(incidentId, database))
  ) {
    throw new InputError(
      `incidentId is ${incidentId}, but there is no such incident`,
    );
  }
}
