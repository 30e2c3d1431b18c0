import type { SloKind } from '@sluice/plugin-pipelines-common';

/** How the occurrences of an SLO are called: by their deadline, as a run, or as what is counted. @internal */
export type KindWords = 'deadline' | 'run' | 'success' | 'counted';

/** Which words the kind of an SLO takes: "deadline" is said of deadlines alone. @internal */
export function kindWords(kind: SloKind): KindWords {
  switch (kind) {
    case 'deadline':
      return 'deadline';
    case 'duration':
      return 'run';
    case 'success':
      return 'success';
    default:
      return 'counted';
  }
}
