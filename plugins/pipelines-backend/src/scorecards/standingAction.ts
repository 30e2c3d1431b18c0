import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  OwnerScorecards,
  PipelineStanding,
} from '@sluice/plugin-pipelines-common';
import type { FleetScope } from '../fleet';
import type { ScorecardQueries } from './ScorecardQueries';

/** An answer has to fit into what an assistant reads. */
const MOST = 10;

/** One scorecard in words. */
type Standing = {
  scorecard: string;
  level: string;
  pipelines: number;
  nextLevel?: string;
};

/** What would move it up. */
type Step = {
  scorecard: string;
  check: string;
  effort: string;
  toDo: string;
  because?: string;
  movesUp?: number;
};

/**
 * Registers the action that answers how a pipeline or an owner stands, and what would move it up. It sees what the person who asks may see.
 *
 * @internal
 */
export function registerStandingAction(options: {
  registry: ActionsRegistryService;
  queries: Pick<ScorecardQueries, 'ofPipeline' | 'ofOwner'>;
  /** @throws NotAllowedError if they may see nothing */
  scopeOf: (credentials: BackstageCredentials) => Promise<FleetScope>;
}): void {
  const { queries, registry, scopeOf } = options;
  registry.register({
    name: 'scorecard-standing',
    title: 'How a pipeline or an owner stands',
    description:
      'Tells the level of a pipeline (component:default/orders_daily) or of an owner (group:default/finance-data) on each scorecard, which checks keep it from the next level, and what to do about each, the least effort first. A check that is unknown could not be read: it neither passed nor failed.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('A full entity ref of a component, a group or a user'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          standings: z.array(
            z.object({
              scorecard: z.string(),
              level: z.string(),
              pipelines: z.number(),
              nextLevel: z.string().optional(),
            }),
          ),
          steps: z
            .array(
              z.object({
                scorecard: z.string(),
                check: z.string(),
                effort: z.string(),
                toDo: z.string(),
                because: z.string().optional(),
                movesUp: z.number().optional(),
              }),
            )
            .describe('What would move it up, the best first'),
        }),
    },
    action: async ({ credentials, input }) => {
      const entityRef = input.entityRef.toLocaleLowerCase('en-US');
      const match = /^(component|group|user):[^/\s:]+\/[^/\s:]+$/.exec(
        entityRef,
      );
      if (!match) {
        throw new InputError(
          `entityRef is ${input.entityRef}, but has to be a full ref, such as component:default/orders_daily or group:default/platform`,
        );
      }
      const scope = await scopeOf(credentials);
      const found =
        match[1] === 'component'
          ? ofPipeline(await queries.ofPipeline(entityRef, scope))
          : ofOwner(await queries.ofOwner(entityRef, MOST, scope));
      if (found.standings.length === 0) {
        throw new NotFoundError(
          `No scorecard is about ${entityRef}, as far as you may see`,
        );
      }
      return { output: { entityRef, ...found } };
    },
  });
}

/** @internal */
export function ofPipeline(standings: readonly PipelineStanding[]): {
  standings: Standing[];
  steps: Step[];
} {
  return {
    standings: standings.map(({ level, next, scorecardTitle }) => ({
      scorecard: scorecardTitle,
      level: level ?? 'none',
      pipelines: 1,
      nextLevel: next?.level,
    })),
    steps: standings
      .flatMap(({ next, scorecardTitle }) =>
        (next?.missing ?? []).map(missing => ({
          scorecard: scorecardTitle,
          check: missing.title,
          effort: missing.effort,
          toDo: missing.toPass,
          because:
            missing.state === 'unknown'
              ? `It isn't known: ${missing.reason}`
              : `It is ${missing.value}`,
        })),
      )
      .slice(0, MOST),
  };
}

/** @internal */
export function ofOwner({ items, toDo }: OwnerScorecards): {
  standings: Standing[];
  steps: Step[];
} {
  return {
    standings: items.map(({ scorecard, standing }) => ({
      scorecard: scorecard.title,
      level: standing.level ?? 'none',
      pipelines: standing.pipelines,
      nextLevel:
        scorecard.levels[
          scorecard.levels.findIndex(({ name }) => name === standing.level) + 1
        ]?.name,
    })),
    steps: toDo.slice(0, MOST).map(each => ({
      scorecard: each.scorecardTitle,
      check: each.title,
      effort: each.effort,
      toDo: each.toPass,
      because: `${each.pipelines.length} pipelines don't pass it`,
      movesUp: each.movesUp,
    })),
  };
}
