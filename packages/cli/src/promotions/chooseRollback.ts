import type {
  ReleaseUnitDetail,
  RollbackOption,
} from '@sluice/plugin-pipelines-common';
import { CommandError, EXIT } from '../exitCodes';

/**
 * The release that an environment is taken back to: the one that is named, or the best that the portal offers.
 *
 * @param wanted - the id of a release; undefined: the best that doesn't take breaking the glass
 * @throws CommandError that says what there is
 * @public
 */
export function chooseRollback(
  { rollbackOptions, unit }: ReleaseUnitDetail,
  environment: string,
  wanted: number | undefined,
): RollbackOption {
  const here = rollbackOptions.find(each => each.environment === environment);
  if (!here) {
    throw refused(
      `${unit} has no environment ${environment}: there are ${
        rollbackOptions.map(each => each.environment).join(', ') || 'none'
      }`,
    );
  }
  const { options } = here;
  const chosen =
    wanted === undefined
      ? options.find(each => !each.disabled && each.tier !== 'retrievable')
      : options.find(each => each.release.id === wanted);
  if (chosen && !chosen.disabled) return chosen;
  const offered = options.map(
    each =>
      `${each.release.id} (release ${each.release.sequence}, ${each.tier}: ${
        each.disabled ?? each.reason
      })`,
  );
  throw refused(
    `${
      chosen
        ? `${unit} can't be taken back to ${wanted} in ${environment}: ${chosen.disabled}`
        : `There is ${
            wanted === undefined
              ? 'nothing that is known to be good'
              : `no release ${wanted}`
          } to take ${unit} back to in ${environment}`
    }. ${
      offered.length > 0
        ? `There are ${offered.join('; ')}`
        : 'Nothing else ran there'
    }`,
  );
}

function refused(message: string): CommandError {
  return new CommandError(EXIT.failed, message);
}
