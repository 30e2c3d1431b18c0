import {
  createPipelinesClient,
  type PipelinesClient,
} from '@sluice/plugin-pipelines-common';
import type { Command } from 'commander';
import type { CommandError } from '../exitCodes';
import type { Surroundings } from '../surroundings';
import { failureOf } from './failures';
import { chooseLogin } from './login';
import { portalUrl } from './portalUrl';
import { type RetryOptions, retryingFetch } from './retryingFetch';
import { TokenSource } from './TokenSource';

/** What each command that asks a portal can be given. @public */
export type PortalOptions = {
  url?: string;
  tokenFile?: string;
  audience?: string;
};

/** Some answers are worked out while one waits: a ledger of a million rows takes half a minute. */
const TIMEOUT_MS = 120_000;

/** Adds the options of {@link PortalOptions}. @public */
export function addPortalOptions(command: Command): Command {
  return command
    .option('--url <url>', "the portal's backend (or SLUICE_URL)")
    .option(
      '--token-file <file>',
      'a file with the token (or SLUICE_TOKEN, SLUICE_TOKEN_FILE)',
    )
    .option(
      '--audience <audience>',
      'whom the OIDC token of GitHub Actions is for (or SLUICE_AUDIENCE; default: the URL of the portal)',
    );
}

/** The API of one portal, with a login. @public */
export class Portal {
  readonly url: string;
  readonly client: PipelinesClient;
  readonly #tokens: TokenSource;

  /**
   * @throws CommandError if there is no portal or no login
   */
  static create(
    options: PortalOptions,
    surroundings: Surroundings,
    retry?: RetryOptions,
  ): Portal {
    return new Portal(options, surroundings, retry);
  }

  private constructor(
    options: PortalOptions,
    surroundings: Surroundings,
    retry: RetryOptions | undefined,
  ) {
    const { env } = surroundings;
    const { isOpen, url } = portalUrl(options, env);
    const login = chooseLogin(options, env);
    if (isOpen) {
      surroundings.err(
        `warning: ${url} is not https, so the token can be read on its way\n`,
      );
    }
    const again = retryingFetch({ surroundings, retry, timeoutMs: TIMEOUT_MS });
    const tokens = TokenSource.create({
      login,
      surroundings,
      fetch: again,
      audience: options.audience ?? env.SLUICE_AUDIENCE ?? url,
    });
    this.url = url;
    this.#tokens = tokens;
    this.client = createPipelinesClient({
      discoveryApi: { getBaseUrl: async plugin => `${url}/api/${plugin}` },
      fetchApi: {
        fetch: async (input, init = {}) => {
          const headers = new Headers(init.headers);
          headers.set('authorization', `Bearer ${await tokens.token()}`);
          return again(input, { ...init, headers });
        },
      },
    });
  }

  /** What a failed call comes to, with nothing in it that is secret. */
  failureOf(error: unknown): CommandError {
    const failure = failureOf(error, this.url);
    failure.message = this.#tokens.redact(failure.message);
    return failure;
  }
}
