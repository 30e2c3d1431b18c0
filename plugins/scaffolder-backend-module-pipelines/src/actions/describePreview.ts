import type { SloPreview } from '@sluice/plugin-pipelines-common';

/** What an SLO would have come to. @internal */
export type PreviewFigures = {
  good: number;
  bad: number;
  unknown: number;
  /** Whether no more was missed than its target allows; true too where nothing was due. */
  wouldHaveMet: boolean;
  /** The figures in a sentence. */
  summary: string;
};

/**
 * Puts what a preview says in figures of all its days, and in a sentence. Its budget is that of the window of the SLO, which may be shorter
 * than the days that were tried.
 *
 * @param days - that were tried
 * @internal
 */
export function describePreview(
  preview: Pick<SloPreview, 'budget' | 'days'>,
  days: number,
): PreviewFigures {
  const sum = (key: 'good' | 'bad' | 'unknown') =>
    (preview.days ?? []).reduce((total, day) => total + day[key], 0);
  const [good, bad, unknown] = [sum('good'), sum('bad'), sum('unknown')];
  const remaining = preview.budget?.remaining;
  const wouldHaveMet = remaining === undefined || remaining >= 0;
  const known = good + bad;
  if (known + unknown === 0) {
    return {
      good,
      bad,
      unknown,
      wouldHaveMet,
      summary: `Nothing was due in the last ${days} days, so nothing is known`,
    };
  }
  const share =
    known === 0
      ? ''
      : `, ${(Math.floor((good / known) * 1000) / 10).toFixed(1)} %`;
  return {
    good,
    bad,
    unknown,
    wouldHaveMet,
    summary: `The last ${days} days would have given ${good} of ${known} good${share}${
      unknown > 0 ? `, and ${unknown} unknown` : ''
    }; its budget would ${wouldHaveMet ? 'not have been' : 'be'} overspent`,
  };
}
