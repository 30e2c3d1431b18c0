import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { clearPersonaChoice } from './personaChoice';

/**
 * An identity that forgets the chosen person at sign-out, so that signing out leads back to the choice.
 *
 * @internal
 */
export class PersonaIdentity implements IdentityApi {
  readonly #identity: IdentityApi;

  static create(options: { identity: IdentityApi }): PersonaIdentity {
    return new PersonaIdentity(options.identity);
  }

  private constructor(identity: IdentityApi) {
    this.#identity = identity;
  }

  getProfileInfo() {
    return this.#identity.getProfileInfo();
  }

  getBackstageIdentity() {
    return this.#identity.getBackstageIdentity();
  }

  getCredentials() {
    return this.#identity.getCredentials();
  }

  async signOut() {
    clearPersonaChoice();
    await this.#identity.signOut();
  }
}
