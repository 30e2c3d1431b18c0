import type { DeployFinding, PinSighting } from '@sluice/plugin-pipelines-node';

/** Whether the reader of a pin has what it names, and what really ran. @internal */
export type Pickup = {
  /** Whether there is nothing left to wait for: it would start it, or it certainly can't. */
  isPickedUp: boolean;
  detail: string;
  findings: DeployFinding[];
};

const short = (version: string) =>
  /^[0-9a-f]{40}$/.test(version) ? version.slice(0, 12) : version;

const count = (things: unknown[], what: string) =>
  `${things.length} ${what}${things.length === 1 ? '' : 's'}`;

/**
 * What a reader of a pin was seen to do, held against the pin.
 *
 * What it would start now is only its word. What counts is what ran: the version that a run itself says, which is known once there is one.
 *
 * @param sighting - what it was seen to do
 * @param changed - files that the pin changed; undefined where nobody knows. What else can't be imported may have been so before, and is not held
 *   against it
 * @param isOfPin - whether a version is of the pin: true, certainly not, or undefined where it can't be told
 * @internal
 */
export function pickupOf(
  sighting: PinSighting,
  isOfPin: (version: string) => boolean | undefined,
  changed?: string[],
): Pickup {
  const { loaded } = sighting;
  const own = sighting.problems.filter(
    ({ file }) => file === undefined || (changed?.includes(file) ?? true),
  );
  const problems = own.map(each => each.detail);
  const isSure = changed !== undefined && own.every(each => each.file);
  const others = loaded.filter(
    ({ version }) => version === undefined || !isOfPin(version),
  );
  const isLoaded = loaded.length > 0 && others.length === 0;
  const detail = detailOf(loaded, others);
  const hasProblems = problems.length > 0;
  const ran = ranFinding(sighting, isOfPin);
  return {
    isPickedUp: isLoaded || hasProblems,
    detail: hasProblems ? problems.join('; ') : detail,
    findings: [
      {
        check: 'picked-up',
        verdict: isLoaded ? 'pass' : 'unknown',
        detail,
      },
      ...(hasProblems
        ? [
            {
              check: 'import-errors',
              verdict: isSure ? ('fail' as const) : ('unknown' as const),
              detail: problems.join('; '),
            },
          ]
        : []),
      ...(ran ? [ran] : []),
    ],
  };
}

function detailOf(
  loaded: PinSighting['loaded'],
  others: PinSighting['loaded'],
): string {
  if (loaded.length === 0) return 'The reader knows no pipeline of it yet';
  if (others.length === 0) {
    return `The reader would start ${count(loaded, 'pipeline')} from it`;
  }
  const [{ pipeline, version }] = others;
  return `${others.length} of ${count(
    loaded,
    'pipeline',
  )} would not start from it yet: ${pipeline} would from ${
    version === undefined ? 'nobody knows what' : short(version)
  }`;
}

/** What the last run of each pipeline ran, where runs say so; one that was made before the pin may well start after it. */
function ranFinding(
  { runs }: PinSighting,
  isOfPin: (version: string) => boolean | undefined,
): DeployFinding | undefined {
  const told = runs.filter(({ version }) => version !== undefined);
  if (told.length === 0) return undefined;
  const last = new Map(
    told
      .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
      .map(each => [each.pipeline, each]),
  );
  const strays = [...last.values()].filter(({ version }) => !isOfPin(version!));
  if (strays.length > 0) {
    const [{ pipeline, run, version }] = strays;
    return {
      check: 'ran',
      verdict: 'unknown',
      detail: `${pipeline} ran ${short(
        version!,
      )} last, which is not known to be of the pin: ${run}`,
    };
  }
  const ours = told.filter(({ version }) => isOfPin(version!));
  return {
    check: 'ran',
    verdict: 'pass',
    detail: `${count(ours, 'run')} of ${count(
      [...last],
      'pipeline',
    )} really ran it`,
  };
}
