import { morningReportPath } from '@sluice/plugin-pipelines-common';
import { summaryOf } from '../alerts';
import type { AddressedMessage } from '../notifications';
import type { ReportContent } from './reportContent';

/** So many causes are named. */
const NAMED = 10;

/** What the people of a report are told of it: how much there is, and the causes. @internal */
export function reportMessages(
  date: string,
  content: ReportContent,
  { at, recipients }: { at: string; recipients: string[] },
): AddressedMessage[] {
  const { atRisk, forecasts, missed, unknown } = content;
  const parts = [
    partText(
      atRisk.length,
      'cause puts deadlines at risk',
      'causes put deadlines at risk',
    ),
    partText(
      missed.length,
      'has data still missing',
      'have data still missing',
    ),
    partText(unknown.length, "source can't be read", "sources can't be read"),
  ].filter(Boolean);
  const isQuiet = parts.length === 0;
  const hits =
    forecasts.decided > 0
      ? `Forecasts of ${forecasts.date}: ${forecasts.hits} of ${forecasts.decided} came true`
      : `Nothing was foretold of ${forecasts.date}`;
  const names = [...atRisk, ...missed, ...unknown]
    .slice(0, NAMED)
    .map(item => summaryOf(item));
  return recipients.map(ref => ({
    message: {
      subject: `report:${date}`,
      dedupKey: `sluice:report:${date}`,
      transition: 'told',
      urgency: 'maintenance',
      severity: isQuiet ? 'low' : 'normal',
      title: isQuiet
        ? `Morning report of ${date}: a quiet morning`
        : `Morning report of ${date}: ${parts.join(', ')}`,
      description: [...names, hits].join('\n'),
      link: morningReportPath(date),
      topic: 'Pipelines: morning report',
      at,
      source: 'sluice',
      class: 'morning-report',
      details: {
        atRisk: atRisk.length,
        missed: missed.length,
        unknown: unknown.length,
      },
    },
    to: { type: 'owner', ref },
  }));
}

function partText(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
