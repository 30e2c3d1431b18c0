import type { Knex } from 'knex';
import type { ReportContent } from './reportContent';

/** A kept report. @internal */
export type StoredReport = {
  /** Local date. */
  date: string;
  timezone: string;
  dueAt: string;
  madeAt: string;
  content: ReportContent;
};

/** Morning reports, one a date. @internal */
export class ReportStore {
  /** Keeps a report, unless there is one of its date. @returns whether it was kept */
  async add(report: StoredReport, tx: Knex): Promise<boolean> {
    const added = await tx('morning_reports')
      .insert({
        date: report.date,
        timezone: report.timezone,
        due_at: report.dueAt,
        made_at: report.madeAt,
        content: JSON.stringify(report.content),
      })
      .onConflict('date')
      .ignore()
      .returning('date');
    return added.length > 0;
  }

  async has(date: string, tx: Knex): Promise<boolean> {
    return Boolean(await tx('morning_reports').where({ date }).first('date'));
  }

  async find(date: string, tx: Knex): Promise<StoredReport | undefined> {
    const row = await tx('morning_reports').where({ date }).first();
    return row && toReport(row);
  }

  async newest(tx: Knex): Promise<StoredReport | undefined> {
    const row = await tx('morning_reports').orderBy('date', 'desc').first();
    return row && toReport(row);
  }

  /** The dates of the reports before and after one. */
  async around(
    date: string,
    tx: Knex,
  ): Promise<{ previous?: string; next?: string }> {
    const before = await tx('morning_reports')
      .where('date', '<', date)
      .orderBy('date', 'desc')
      .first('date');
    const after = await tx('morning_reports')
      .where('date', '>', date)
      .orderBy('date')
      .first('date');
    return { previous: before?.date, next: after?.date };
  }
}

function toReport(row: Record<string, any>): StoredReport {
  return {
    date: row.date,
    timezone: row.timezone,
    dueAt: row.due_at,
    madeAt: row.made_at,
    content: JSON.parse(row.content),
  };
}
