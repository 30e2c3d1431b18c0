/** What is known of a pipeline upstream of one that is late. Times are ISO 8601 in UTC. @internal */
export type UpstreamState = {
  /** Entity ref. */
  ref: string;
  /** It failed, or is late: since when. */
  troubledSince?: string;
  /** When it last succeeded. */
  lastSuccessAt?: string;
};

/** A late pipeline with what is upstream of it. @internal */
export type CauseOptions = {
  /** Entity ref of the pipeline that is late. */
  target: string;
  /** By entity ref; one that isn't there is taken for well. */
  states: ReadonlyMap<string, UpstreamState>;
  /** `to` reads what `from` writes. */
  edges: ReadonlyArray<{ from: string; to: string }>;
};

/**
 * The pipeline upstream whose trouble now holds up a late one: the furthest upstream of those in trouble, so that all that it holds up
 * is put down to the same one.
 *
 * A pipeline in between that succeeded after the trouble began has delivered without it, so nothing beyond it counts. Of several at
 * the far end the one in trouble for longest counts, and refs decide between equals, so that the order of nodes doesn't.
 *
 * @returns its entity ref; undefined if none upstream is in trouble
 * @internal
 */
export function troubledUpstream(options: CauseOptions): string | undefined {
  const { edges, states, target } = options;
  const upstreamOf = new Map<string, string[]>();
  for (const { from, to } of edges) {
    upstreamOf.set(to, [...(upstreamOf.get(to) ?? []), from]);
  }
  const candidates = [...states.values()].filter(
    state =>
      state.ref !== target &&
      state.troubledSince !== undefined &&
      reaches(state, target, upstreamOf, states),
  );
  const furthest = candidates.filter(
    candidate =>
      !candidates.some(
        other =>
          other !== candidate &&
          reaches(other, candidate.ref, upstreamOf, states) &&
          // In a circle neither is further.
          !reaches(candidate, other.ref, upstreamOf, states),
      ),
  );
  const [first] = furthest.sort((a, b) =>
    a.troubledSince === b.troubledSince
      ? compareText(a.ref, b.ref)
      : compareText(a.troubledSince!, b.troubledSince!),
  );
  return first?.ref;
}

/** Whether the trouble of a pipeline gets through to another: nothing on the way has succeeded since. */
function reaches(
  troubled: UpstreamState,
  target: string,
  upstreamOf: ReadonlyMap<string, string[]>,
  states: ReadonlyMap<string, UpstreamState>,
): boolean {
  const open = [target];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const ref of upstreamOf.get(at) ?? []) {
      if (ref === troubled.ref) return true;
      if (seen.has(ref)) continue;
      seen.add(ref);
      const succeeded = states.get(ref)?.lastSuccessAt;
      if (succeeded === undefined || succeeded <= troubled.troubledSince!) {
        open.push(ref);
      }
    }
  }
  return false;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
