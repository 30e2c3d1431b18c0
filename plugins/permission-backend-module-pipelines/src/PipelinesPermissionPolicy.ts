import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { PipelinesPolicyOptions } from './options';
import { type PipelinesPolicy, createPipelinesPolicy } from './pipelinesPolicy';
import { decideOnPortal } from './portalPolicy';

/**
 * The whole policy of a portal: ours on pipelines, an allow-list on the rest.
 *
 * @internal
 */
export class PipelinesPermissionPolicy implements PermissionPolicy {
  readonly #pipelinesPolicy: PipelinesPolicy;
  readonly #options: PipelinesPolicyOptions;

  static create(options: PipelinesPolicyOptions) {
    return new PipelinesPermissionPolicy(options);
  }

  private constructor(options: PipelinesPolicyOptions) {
    this.#options = options;
    this.#pipelinesPolicy = createPipelinesPolicy(options);
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return (
      this.#pipelinesPolicy(request, user) ??
      decideOnPortal(request, user, this.#options.roles)
    );
  }
}
