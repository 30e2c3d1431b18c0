import type {
  AuthService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  pipelineReadPermission,
  RESOURCE_TYPE_PIPELINE,
  sourceReadPermission,
} from '@sluice/plugin-pipelines-common';
import { pipelinePermissionResourceRef } from '@sluice/plugin-pipelines-node';
import type { Request } from 'express';
import type { FleetScope } from './fleet';

/** A service that may call this API, from the config. @internal */
export type ApiClient = {
  /** As `subject` in `backend.auth.externalAccess` says it, for example `ci`. */
  subject: string;
  /** Names of permissions. */
  permissions: string[];
  /** The release units that it is limited to; absent means all. */
  units?: string[];
};

/** Who calls, and what of the fleet they may see. @internal */
export type Access = {
  credentials: BackstageCredentials;
  scope: FleetScope;
};

/** Decides on every request. No route answers without it. @internal */
export type Authorize = (
  request: Request,
  permission: Permission,
) => Promise<Access>;

/**
 * Backstage's own plugins that need this API. Service tokens never reach the permission policy, so who is let in stands here and in
 * the config, and nobody else is.
 */
const BUILT_IN_CLIENTS: ApiClient[] = [
  {
    subject: 'plugin:catalog',
    permissions: [sourceReadPermission.name, pipelineReadPermission.name],
  },
  { subject: 'plugin:search', permissions: [pipelineReadPermission.name] },
];

/**
 * The scope of a permission that a route can do without.
 *
 * @returns undefined if the caller doesn't have it
 * @internal
 */
export async function scopeIfAllowed(
  authorize: Authorize,
  request: Request,
  permission: Permission,
): Promise<FleetScope | undefined> {
  try {
    return (await authorize(request, permission)).scope;
  } catch (error) {
    if (error instanceof NotAllowedError) return undefined;
    throw error;
  }
}

/**
 * Makes the one check that all routes call: who it is, and whether the policy (people) or the list of clients (services) lets them. Within a
 * request a permission is asked for once: an inbox needs the same one for each of its rows, and the answer comes over HTTP.
 *
 * @internal
 */
export function createAuthorize(
  options: AuthorizeOptions & { httpAuth: HttpAuthService },
): Authorize {
  const access = createAccess(options);
  const decide: Authorize = async (request, permission) => {
    const { enabled, httpAuth } = options;
    requireEnabled(enabled, permission);
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return access(credentials, permission);
  };
  const decided = new WeakMap<Request, Map<string, Promise<Access>>>();
  return (request, permission) => {
    const known = decided.get(request) ?? new Map<string, Promise<Access>>();
    decided.set(request, known);
    const answer = known.get(permission.name) ?? decide(request, permission);
    known.set(permission.name, answer);
    return answer;
  };
}

/** What deciding on callers takes. @internal */
export type AuthorizeOptions = {
  auth: AuthService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  clients: ApiClient[];
  /** `permission.enabled` of the config. Without it Backstage allows everything to everybody, so nothing may be changed. */
  enabled: boolean | undefined;
};

/** As {@link createAuthorize}, where the caller is known already: of actions. @internal */
export function createAccess(
  options: AuthorizeOptions,
): (
  credentials: BackstageCredentials,
  permission: Permission,
) => Promise<Access> {
  const { auth, enabled, permissions, permissionsRegistry } = options;
  const clients = [...BUILT_IN_CLIENTS, ...options.clients];
  const toFilter = createConditionTransformer(
    permissionsRegistry.getPermissionRuleset(pipelinePermissionResourceRef),
  );

  return async (credentials, permission) => {
    requireEnabled(enabled, permission);
    const scope: FleetScope = {};
    if (auth.isPrincipal(credentials, 'service')) {
      scope.units = clientUnits(credentials.principal, permission, clients);
    }
    // For services this checks the access restrictions of their token.
    const [decision] = isResourcePermission(permission)
      ? await permissions.authorizeConditional([{ permission }], {
          credentials,
        })
      : await permissions.authorize([{ permission }], { credentials });
    if (
      decision.result === AuthorizeResult.CONDITIONAL &&
      isResourcePermission(permission, RESOURCE_TYPE_PIPELINE)
    ) {
      scope.conditions = toFilter(decision.conditions);
    } else if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`You need the permission ${permission.name}`);
    }
    return { credentials, scope };
  };
}

function requireEnabled(
  enabled: boolean | undefined,
  permission: Permission,
): void {
  if (enabled || permission.attributes.action === 'read') return;
  throw new NotAllowedError(
    'Nothing may be changed while permission.enabled is not true in the config of the backend',
  );
}

/** @returns the release units that the service is limited to, undefined for all */
function clientUnits(
  principal: BackstageServicePrincipal,
  permission: Permission,
  clients: ApiClient[],
): string[] | undefined {
  const granted = clients.filter(
    client =>
      client.subject === principal.subject &&
      client.permissions.includes(permission.name),
  );
  if (granted.length === 0) {
    throw new NotAllowedError(
      `The service ${principal.subject} does not have the permission ${permission.name}: add it to pipelines.clients in the config of the backend`,
    );
  }
  if (granted.some(client => !client.units)) return undefined;
  return granted.flatMap(client => client.units ?? []);
}

/**
 * Who clicked. A decision counts as a person's only if that person made it: not a service, and not a plugin on their behalf.
 *
 * @returns the entity ref of the user
 * @throws NotAllowedError if it was anybody else
 * @internal
 */
export function requirePerson(credentials: BackstageCredentials): string {
  const principal = credentials.principal as Partial<BackstageUserPrincipal> & {
    actor?: unknown;
  };
  if (
    principal.type !== 'user' ||
    principal.actor ||
    !principal.userEntityRef
  ) {
    throw new NotAllowedError(
      'Only a person can decide this, on the page itself',
    );
  }
  return principal.userEntityRef;
}

/** Who asks for something that others decide on. @internal */
export type Requester = {
  /** Entity ref of the person. */
  person: string;
  /** The plugin that acts for that person, such as `plugin:scaffolder`. */
  via?: string;
};

/**
 * Who asks. A plugin may ask for a person only if the config names it: then both are on record. It never decides anything.
 *
 * @param requestsThrough - ids of plugins, `pipelines.requestsThrough` of the config
 * @throws NotAllowedError if it was anybody else
 * @internal
 */
export function requireRequester(
  credentials: BackstageCredentials,
  requestsThrough: readonly string[],
): Requester {
  const { actor, type, userEntityRef } =
    credentials.principal as Partial<BackstageUserPrincipal>;
  if (type !== 'user' || !userEntityRef || !actor) {
    return { person: requirePerson(credentials) };
  }
  if (requestsThrough.some(id => actor.subject === `plugin:${id}`)) {
    return { person: userEntityRef, via: actor.subject };
  }
  throw new NotAllowedError(
    `${actor.subject} may not ask for this on behalf of a person: pipelines.requestsThrough in the config of the backend names the plugins that may`,
  );
}

/**
 * Who is on record for what a request does: a person, or a service.
 *
 * @returns an entity ref, or `service:…`
 * @throws NotAllowedError if it is neither
 * @internal
 */
export function callerOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as
    | BackstageUserPrincipal
    | BackstageServicePrincipal
    | { type: 'none' };
  if (principal.type === 'user') return principal.userEntityRef;
  if (principal.type === 'service') return `service:${principal.subject}`;
  throw new NotAllowedError('Nobody is signed in');
}
