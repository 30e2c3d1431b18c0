import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LevelDay, Scorecard } from '@sluice/plugin-pipelines-common';
import { StatTile, StatTileRow, useNow } from '@sluice/plugin-pipelines-react';
import { useExemptions } from '../../hooks/useExemptions';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { countExemptions } from '../../scorecards/countExemptions';
import { changeSince, trendFrom } from '../../scorecards/levelTrend';
import { levelLook } from '../../scorecards/looks';
import { BELOW_FIRST } from '../../scorecards/scorecardView';
import { scorecardsTranslationRef } from '../../translation';

const DAYS = 30;

/** All of them in a line of a window of 1280 px. */
const Row = styled(StatTileRow)({
  gridTemplateColumns: 'repeat(auto-fit, minmax(148px, 1fr))',
});

/** How many pipelines stand at each level, the highest first, and how many exemptions there are. @internal */
export const LevelTiles = (props: {
  scorecard: Scorecard;
  trend: readonly LevelDay[];
}) => {
  const { scorecard, trend } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const now = useNow();
  const from = new Date(now - DAYS * 86_400_000).toISOString().slice(0, 10);
  const change = changeSince(trendFrom(trend, from));
  const names = scorecard.levels.map(({ name }) => name);
  const { belowFirst, pipelines, unknown = 0 } = scorecard;
  const pageOf = (level: string) =>
    links.page({ scorecard: scorecard.id, rows: 'pipelines', levels: [level] });
  const since = (rank: number) => {
    const by = change?.[rank];
    if (by === undefined) return undefined;
    const words =
      by === 0
        ? t('scorecards.tile.same', { days: String(DAYS) })
        : t('scorecards.tile.since', {
            change: by > 0 ? `+${by}` : `−${-by}`,
            days: String(DAYS),
          });
    // Where it doesn't fit into the line, all of it goes to the next one.
    return words.replaceAll(' ', '\u00a0');
  };
  const share = (count: number) =>
    String(pipelines > 0 ? Math.round((count / pipelines) * 100) : 0);
  const tiles = scorecard.levels
    .map(({ name, pipelines: count, title }, i) => (
      <StatTile
        key={name}
        value={count}
        label={title}
        look={levelLook(name, names)}
        lookLabel={title}
        to={pageOf(name)}
        note={[
          t('scorecards.tile.share', {
            share: share(count),
            total: String(pipelines),
          }),
          since(i + 1),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
    ))
    .reverse();
  return (
    <Row>
      {tiles}
      <StatTile
        value={belowFirst}
        label={t('scorecards.noLevel', {
          level: scorecard.levels[0]?.title ?? '',
        })}
        look={belowFirst > 0 ? levelLook(undefined, names) : undefined}
        lookLabel={t('scorecards.noLevelShort')}
        to={pageOf(BELOW_FIRST)}
        note={[
          t('scorecards.tile.share', {
            share: share(belowFirst),
            total: String(pipelines),
          }),
          since(0),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      {unknown > 0 && (
        <StatTile
          value={unknown}
          label={t('scorecards.tile.unknown')}
          look={{ glyph: 'diamond', tone: 'unknown' }}
          lookLabel={t('scorecards.state.unknown')}
          to={links.page({
            scorecard: scorecard.id,
            rows: 'pipelines',
            states: ['unknown'],
          })}
          note={t('scorecards.tile.unknownNote')}
        />
      )}
      <ExemptionTile scorecardId={scorecard.id} />
    </Row>
  );
};

const ExemptionTile = ({ scorecardId }: { scorecardId: string }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const now = useNow();
  const { data, error } = useExemptions({ scorecard: scorecardId, limit: 100 });
  const counts =
    data &&
    countExemptions(
      data.pages.flatMap(({ items }) => items),
      now,
    );
  // Who may not see them, or can't just now, is told so by the list below.
  if (!data && error) return null;
  return (
    <StatTile
      value={counts?.active}
      label={t('scorecards.tile.exemptions', { count: counts?.active ?? 0 })}
      note={
        counts &&
        [
          counts.ending > 0
            ? t('scorecards.tile.ending', { count: counts.ending })
            : t('scorecards.tile.noneEnding'),
          counts.requested > 0 &&
            t('scorecards.tile.requested', { count: counts.requested }),
          counts.expired > 0 &&
            t('scorecards.tile.expired', { count: counts.expired }),
        ]
          .filter(Boolean)
          .join(' · ')
      }
    />
  );
};
