import { CustomErrorBase } from '@backstage/errors';

/**
 * An artifact that can't be read, said for people: which one, what is wrong with it, how to fix it. Never holds what the artifact holds.
 *
 * @internal
 */
export class DbtArtifactError extends CustomErrorBase {}
