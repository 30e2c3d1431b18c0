import type { Provenance } from './trailers';
import { type Pin, readPin } from './pinFile';

/** A commit as far as a pin is concerned. @internal */
export type PinCommit = {
  oid: string;
  /** Milliseconds since 1970. */
  at: number;
  /** `Name <address>` */
  author: string;
  /** If it is one of ours, of any pin. */
  provenance?: Provenance;
  /** The object that the pin's file is in it, with that of its folder where it has one; undefined where there is no file. */
  blob?: string;
  /** The same in each of its parents. */
  parentBlobs: Array<string | undefined>;
};

/** What the head of a branch says of one pin. @internal */
export type PinState = {
  /** The object that the pin's file is, with that of its folder where it has one; undefined where there is no file. */
  blob?: string;
  /** What it names; only if it is, byte by byte, what Sluice once wrote there. */
  pin?: Pin;
  /** The commit that made it so. */
  changedBy?: Pick<PinCommit, 'oid' | 'at' | 'author' | 'provenance'>;
  /** Oldest first. */
  stepKeys: string[];
  /** The highest that was seen; 0 before the first. */
  fencingToken: number;
};

/**
 * What a branch says of a pin.
 *
 * A pin names a release only if its bytes are those of a commit of ours: whoever edits an artifact's digest by hand and leaves the name
 * of the release above it as it was would make it a lie. Going back to such a commit by hand makes it a release again, changed by whoever
 * did that.
 *
 * @param commits - all that can be reached from the head, the newest first
 * @param options - `target` as commits name it; `text` of the pin's file at the head
 * @internal
 */
export function pinStateOf(
  commits: PinCommit[],
  options: { target: string; text: string | undefined },
): PinState {
  const ours = commits.filter(
    ({ provenance }) => provenance?.target === options.target,
  );
  const blob = commits.at(0)?.blob;
  const isOurs = ours.some(commit => commit.blob === blob);
  // The newest that made it so, or, where the same was written once more, that one: clocks say nothing, two may be of one second.
  const changedBy = commits.find(
    commit =>
      commit.blob === blob &&
      (commit.provenance?.target === options.target ||
        !commit.parentBlobs.includes(blob)),
  );
  return {
    ...(blob !== undefined && { blob }),
    ...(blob !== undefined &&
      isOurs &&
      options.text !== undefined && { pin: readPin(options.text) }),
    ...(blob !== undefined && changedBy && { changedBy }),
    stepKeys: ours.map(({ provenance }) => provenance!.stepKey).reverse(),
    fencingToken: Math.max(
      0,
      ...ours.map(({ provenance }) => provenance!.fencingToken),
    ),
  };
}
