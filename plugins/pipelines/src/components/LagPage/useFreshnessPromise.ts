import { usePipelineSlos } from '../../hooks/useSlos';
import { freshnessPromise } from '../../streams/freshnessPromise';

/** How old a pipeline's stream may be in an environment, in seconds; undefined where nothing is promised. @internal */
export function useFreshnessPromise(
  entityRef: string,
  environment: string,
): number | undefined {
  const { data } = usePipelineSlos(entityRef);
  return data && freshnessPromise(data, environment);
}
