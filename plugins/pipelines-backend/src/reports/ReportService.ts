import { NotFoundError } from '@backstage/errors';
import type {
  AffectedPipeline,
  MorningReport,
  ReportItem,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import {
  apiAffected,
  apiCause,
  type Affected,
  nextStepOf,
  runbookRefOf,
  summaryOf,
} from '../alerts';
import type { FleetRecord, FleetScope, FleetService } from '../fleet';
import type { StoredItem } from './reportContent';
import type { ReportStore, StoredReport } from './ReportStore';

/** Stands for a pipeline that whoever asks may not see. */
const HIDDEN = {
  type: 'pipeline' as const,
  ref: '',
  title: 'A pipeline upstream that you may not see',
  owner: '',
};

/** Reads morning reports, as far as the caller may see their pipelines. @internal */
export class ReportService {
  readonly #database: Knex;
  readonly #store: ReportStore;
  readonly #fleet: FleetService;

  constructor(options: {
    database: Knex;
    store: ReportStore;
    fleet: FleetService;
  }) {
    this.#database = options.database;
    this.#store = options.store;
    this.#fleet = options.fleet;
  }

  /** The newest report; undefined before the first one. */
  async newest(scope: FleetScope): Promise<MorningReport | undefined> {
    const report = await this.#store.newest(this.#database);
    return report && this.#shown(report, scope);
  }

  /**
   * The report of a date.
   *
   * @throws NotFoundError if there is none
   */
  async read(date: string, scope: FleetScope): Promise<MorningReport> {
    const report = await this.#store.find(date, this.#database);
    if (!report) {
      throw new NotFoundError(`There is no morning report of ${date}`);
    }
    return this.#shown(report, scope);
  }

  async #shown(
    report: StoredReport,
    scope: FleetScope,
  ): Promise<MorningReport> {
    const { content } = report;
    const { atRisk, forecasts, missed, unknown } = content;
    const items = [...atRisk, ...missed, ...unknown];
    const refs = await this.#fleet.refs(
      forecasts.wrong.map(({ pipelineId }) => pipelineId),
    );
    const visible = await this.#visible(
      [
        ...items.flatMap(({ affected, cause }) => [
          ...affected.map(each => each.pipelineRef),
          ...(cause.ref.startsWith('component:') ? [cause.ref] : []),
        ]),
        ...refs.values(),
      ],
      scope,
    );
    const shown = (part: StoredItem[]) =>
      part.flatMap(item => apiItem(item, visible) ?? []);
    const parts = {
      atRisk: shown(atRisk),
      missed: shown(missed),
      unknown: shown(unknown),
    };
    const around = await this.#store.around(report.date, this.#database);
    return {
      date: report.date,
      timezone: report.timezone,
      dueAt: report.dueAt,
      madeAt: report.madeAt,
      quiet: Object.values(parts).every(part => part.length === 0),
      ...parts,
      forecasts: {
        date: forecasts.date,
        decided: forecasts.decided,
        hits: forecasts.hits,
        hitRate: forecasts.hitRate ?? undefined,
        foretold: forecasts.foretold,
        unforeseen: forecasts.unforeseen,
        falseAlarms: forecasts.falseAlarms,
        withinP90: forecasts.withinP90 ?? undefined,
        wrong: forecasts.wrong.flatMap(
          ({
            arrivedAt,
            dueAt,
            latestAt,
            missed: isMissed,
            pipelineId,
            sloId,
          }) => {
            const pipeline = refs.get(pipelineId);
            if (!pipeline || !visible.has(pipeline)) return [];
            return {
              pipeline,
              sloId,
              dueAt,
              latestAt,
              arrivedAt: arrivedAt ?? undefined,
              missed: isMissed,
            };
          },
        ),
      },
      previousDate: around.previous,
      nextDate: around.next,
    };
  }

  async #visible(
    refs: string[],
    scope: FleetScope,
  ): Promise<Map<string, FleetRecord>> {
    const wanted = [...new Set(refs)];
    const visible = new Map<string, FleetRecord>();
    for (let i = 0; i < wanted.length; i += 400) {
      const slice = wanted.slice(i, i + 400);
      for (const [ref, record] of await this.#fleet.findAll(slice, scope)) {
        visible.set(ref, record);
      }
    }
    return visible;
  }
}

/** @returns undefined if the caller may see none of its pipelines */
function apiItem(
  item: StoredItem,
  visible: ReadonlyMap<string, unknown>,
): ReportItem | undefined {
  const affected = item.affected.filter(each => visible.has(each.pipelineRef));
  if (affected.length === 0) return undefined;
  const isHidden =
    item.cause.ref.startsWith('component:') && !visible.has(item.cause.ref);
  const cause = isHidden ? HIDDEN : item.cause;
  const content = { ...item, cause, affected };
  return {
    alertId: item.alertId,
    cause: apiCause(cause),
    severity: item.severity,
    summary: summaryOf(content),
    nextStep: nextStepOf(content),
    runbook: runbookRefOf({ cause }, affected),
    affected: affected.map(stillAffected),
  };
}

function stillAffected(affected: Affected): AffectedPipeline {
  return apiAffected({ ...affected, recoveredAt: null });
}
