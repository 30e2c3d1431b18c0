import { CustomErrorBase } from '@backstage/errors';

/** A request that is well-formed and breaks a rule all the same; answered with 422. @internal */
export class UnprocessableError extends CustomErrorBase {
  name = 'UnprocessableError' as const;
  readonly status = 422;
}
