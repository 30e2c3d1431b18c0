import type { EngineStanding } from '../promotions';

/** How Sluice itself fares. @internal */
export type SelfStanding = {
  engine: EngineStanding;
  /** The last verification of the whole ledger; undefined before the first. */
  ledger:
    | { status: 'intact' | 'broken'; finishedAt: string; findings: string[] }
    | undefined;
  sources: Array<{ id: string; title: string; isBlind: boolean }>;
  /** When it was read. ISO 8601 in UTC. */
  at: string;
};

/** Something that whoever runs the portal has to know. @internal */
export type Trouble = {
  /** The same trouble has the same key for as long as it lasts. At most 255 characters. */
  key: string;
  title: string;
  description: string;
  link: string;
};

/** Nobody should know for longer than this what runs in an environment. In milliseconds. */
export const INDETERMINATE_MS = 5 * 60_000;

/**
 * What of it can't wait for somebody to look. Sources that can't be read have alerts of their own, for the owners of their pipelines too; what waits for a
 * vote is escalated by approvals.
 *
 * @internal
 */
export function troublesOf(standing: SelfStanding): Trouble[] {
  const { at, engine, ledger } = standing;
  const troubles: Trouble[] = engine.indeterminate
    .filter(
      ({ since }) => Date.parse(at) - Date.parse(since) > INDETERMINATE_MS,
    )
    .map(({ environment, id, since, unit }) => ({
      key: `self:indeterminate:${id}:${since}`,
      title: `Nobody knows what ${unit} runs in ${environment}`,
      description: `Promotion ${id} began a step at ${since}, and neither its end nor its target could be read since. Nothing else is promoted there meanwhile.`,
      link: `/pipelines/promotions/${id}`,
    }));
  if (ledger?.status === 'broken') {
    troubles.push({
      // What is broken stays so: one message for it, and another one if more is found.
      key: `self:ledger-broken:${ledger.findings.length}`,
      title: 'The ledger is broken',
      description: `Rows were changed or removed behind Sluice's back, as the verification of ${
        ledger.finishedAt
      } found: ${ledger.findings
        .slice(0, 3)
        .join(
          '; ',
        )}. Keep the database as it is, and compare it with a backup.`,
      link: '/pipelines/ledger',
    });
  }
  return troubles;
}
