import type { DeployCommand } from '@sluice/plugin-pipelines-node';

/** What a commit of ours says of itself. @internal */
export type Provenance = {
  /** `<environment>/<unit>` */
  target: string;
  promotionId: number;
  stepKey: string;
  fencingToken: number;
};

const TRAILER = /^([A-Z][A-Za-z-]*): (.*)$/;

/** Nobody's name may begin another trailer. */
const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ').trim();

/** How a target is named in commits. @internal */
export const targetName = ({ environment, unit }: DeployCommand['target']) =>
  `${environment}/${unit}`;

/** The message of the commit that a step makes, with who decided as trailers. @internal */
export function commitMessage(command: DeployCommand): string {
  const { kind, provenance, stepKey, fencingToken, target, to } = command;
  const verbs = {
    promote: 'Promote',
    rollback: 'Roll back',
    redeploy: 'Redeploy',
  };
  const trailers: Array<[string, string]> = [
    ['Sluice-Promotion', String(provenance.promotionId)],
    ['Sluice-Target', targetName(target)],
    ['Sluice-Step', stepKey],
    ['Sluice-Subject', provenance.subjectHash],
    ['Sluice-Fencing-Token', String(fencingToken)],
    ['Requested-by', provenance.requestedBy],
    ...provenance.approvedBy.map((by): [string, string] => ['Approved-by', by]),
  ];
  return [
    `${verbs[kind]} ${oneLine(target.unit)} in ${oneLine(
      target.environment,
    )}: ${oneLine(to.label ?? to.commit.slice(0, 12))}`,
    '',
    ...trailers.map(([name, value]) => `${name}: ${oneLine(value)}`),
    '',
  ].join('\n');
}

/**
 * What a commit's trailers say, if it is one of ours.
 *
 * @returns undefined if one is missing or isn't what it should be
 * @internal
 */
export function readProvenance(message: string): Provenance | undefined {
  const last =
    message
      .trimEnd()
      .split(/\n\s*\n/)
      .at(-1) ?? '';
  const trailers = new Map(
    last.split('\n').flatMap(line => {
      const found = TRAILER.exec(line.trimEnd());
      return found ? [[found[1], found[2]] as const] : [];
    }),
  );
  const target = trailers.get('Sluice-Target');
  const stepKey = trailers.get('Sluice-Step');
  const promotionId = Number(trailers.get('Sluice-Promotion') ?? NaN);
  const fencingToken = Number(trailers.get('Sluice-Fencing-Token') ?? NaN);
  const isOurs =
    target &&
    stepKey &&
    Number.isSafeInteger(promotionId) &&
    Number.isSafeInteger(fencingToken);
  return isOurs ? { target, stepKey, promotionId, fencingToken } : undefined;
}
