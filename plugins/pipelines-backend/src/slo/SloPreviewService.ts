import { parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  readSlos,
  type SloDefinition,
  type SloKind,
  type SloPreview,
  type SloPreviewRequest,
} from '@sluice/plugin-pipelines-common';
import type { FleetScope, FleetService } from '../fleet';
import {
  apiBudget,
  apiVerdict,
  calendarOf,
  hopsOf,
  timezoneOf,
} from './apiSlo';
import { budget, budgetSeries } from './budget';
import type { NamedCalendar } from './calendars';
import type { CompletionReader } from './CompletionReader';
import { type JudgedOccurrence, judgeMember } from './judgeMember';
import { membersOf } from './members';
import { windowRange } from './sloWindow';
import { sloYaml } from './sloYaml';
import type { SloStrategy } from './strategies/SloStrategy';
import {
  addTallies,
  emptyTally,
  missingOf,
  type Tally,
  tallyOf,
} from './tally';

const DAY_MS = 24 * 3600_000;
/** So many verdicts are shown, the ones due last. */
const MAX_VERDICTS = 500;
/** A preview reads the history of so many pipelines; an SLO of a larger set is previewed on the first of them. */
const MAX_PIPELINES = 50;

/** What a {@link SloPreviewService} needs. @internal */
export type SloPreviewServiceOptions = {
  fleet: FleetService;
  completions: CompletionReader;
  calendars: Map<string, NamedCalendar>;
  /** What judges each kind. */
  strategies: Record<SloKind, Pick<SloStrategy, 'preview'>>;
  now: () => Date;
};

/** Tries a definition on the past: the verdicts that it would have had. Nothing is kept. @internal */
export class SloPreviewService {
  readonly #options: SloPreviewServiceOptions;

  constructor(options: SloPreviewServiceOptions) {
    this.#options = options;
  }

  /**
   * @returns what is wrong with the definition, and if nothing is, its verdicts over the last days
   * @throws NotFoundError if the entity has no pipeline that the caller may see
   */
  async preview(
    request: SloPreviewRequest,
    scope: FleetScope,
  ): Promise<SloPreview> {
    const { calendars, fleet, now } = this.#options;
    const { entityRef, days = 90 } = request;
    const kind = parseEntityRef(entityRef).kind.toLocaleLowerCase('en-US');
    const { slos, problems } = readSlos([request.slo], {
      entityKind: kind as 'component',
      path: 'slo',
      calendars: [...calendars.keys()],
    });
    const [definition] = slos;
    if (!definition) return { problems, verdicts: [], truncated: false };

    const ids = membersOf(
      { entityRef, selector: definition.selector },
      await fleet.facts(),
    );
    const refs = await fleet.refs(ids);
    const visible = await fleet.findAll(
      [...refs.values()].slice(0, 400),
      scope,
    );
    const members = ids.filter(id => visible.has(refs.get(id)!));
    if (members.length === 0) {
      throw new NotFoundError(
        `${entityRef} has no pipeline that you may see and that the definition is about`,
      );
    }
    const judged: Array<{ pipelineId: number; verdict: JudgedOccurrence }> = [];
    for (const pipelineId of members.slice(0, MAX_PIPELINES)) {
      const verdicts = await this.#judge(definition, pipelineId, days);
      judged.push(...verdicts.map(verdict => ({ pipelineId, verdict })));
    }
    judged.sort((a, b) => (a.verdict.dueAt < b.verdict.dueAt ? 1 : -1));
    const onPath = await fleet.findAll(
      hopsOf(judged.map(j => j.verdict)).slice(0, 400),
      scope,
    );
    const tallies = tallyOf(judged.map(j => j.verdict));
    const counted = await this.#count(definition, members, days);
    for (const [date, tally] of counted ?? []) tallies.set(date, tally);
    if (counted?.size === 0) {
      problems.push({
        level: 'warning',
        path: 'slo',
        message: `says nothing of the past: no readings for ${definition.kind} have come in from these pipelines yet`,
      });
    }
    const missing = missingOf(judged.map(j => j.verdict));
    const calendar = calendarOf(definition, calendars);
    const folded = [...tallies]
      .map(([date, tally]) => ({ date, target: definition.target, tally }))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
    const { window } = definition;
    const range = windowRange(window, now(), timezoneOf(definition));
    const inWindow = folded.filter(
      day => day.date >= range.from && day.date < range.to,
    );
    const total = budget({ days: inWindow });
    const remaining = new Map(
      budgetSeries({
        days: folded,
        window,
        from: folded[0]?.date ?? range.to,
        to: range.to,
      }).map(point => [point.date, point.remaining]),
    );
    return {
      problems,
      budget: apiBudget(total, total.bad),
      days: folded.map(({ date, target, tally }) => ({
        date,
        target,
        ...tally,
        missing: missing.get(date) ?? 0,
        rawBad: tally.bad,
        monthEnd: calendar?.isMonthEnd(date),
        remaining: remaining.get(date),
      })),
      verdicts: judged
        .slice(0, MAX_VERDICTS)
        .map(({ pipelineId, verdict }) =>
          apiVerdict(verdict, refs.get(pipelineId)!, ref => onPath.has(ref)),
        ),
      truncated: judged.length > MAX_VERDICTS || members.length > MAX_PIPELINES,
      yaml: sloYaml(definition),
    };
  }

  /** What the readings of the pipelines add up to by day; undefined for kinds that have verdicts. */
  async #count(
    definition: SloDefinition,
    members: number[],
    days: number,
  ): Promise<Map<string, Tally> | undefined> {
    const { now, strategies } = this.#options;
    const strategy = strategies[definition.kind];
    if (!strategy.preview) return undefined;
    const from = new Date(now().getTime() - days * DAY_MS).toISOString();
    const sums = new Map<string, Tally>();
    for (const id of members.slice(0, MAX_PIPELINES)) {
      for (const [date, tally] of await strategy.preview(
        definition,
        id,
        from,
      )) {
        sums.set(date, addTallies(sums.get(date) ?? emptyTally(), tally));
      }
    }
    return sums;
  }

  async #judge(
    definition: SloDefinition,
    pipelineId: number,
    days: number,
  ): Promise<JudgedOccurrence[]> {
    const { calendars, completions, now } = this.#options;
    const at = now();
    const from = new Date(at.getTime() - days * DAY_MS).toISOString();
    const calendar = calendarOf(definition, calendars);
    const judged = await judgeMember({
      definition,
      has: calendar && (date => calendar.has(date)),
      due: { from },
      activeFrom: from,
      lookedFrom: at.toISOString(),
      now: at,
      decisions: [],
      evidence: completions.of(definition, {
        pipelineId,
        createdAt: at.toISOString(),
      }),
    });
    return judged?.verdicts ?? [];
  }
}
