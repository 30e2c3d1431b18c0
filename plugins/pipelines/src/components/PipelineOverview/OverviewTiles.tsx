import { StatTileRow } from '@sluice/plugin-pipelines-react';
import type { PipelineOverview } from '@sluice/plugin-pipelines-common';
import { DurationTile } from './DurationTile';
import { NextRunTile } from './NextRunTile';
import { SloTile } from './SloTile';
import { StatusTile } from './StatusTile';
import { SuccessTile } from './SuccessTile';

/** How it stands, whether it keeps its two promises, and when it runs next. @internal */
export const OverviewTiles = (props: { overview: PipelineOverview }) => {
  const { overview } = props;
  return (
    <StatTileRow>
      <StatusTile row={overview.row} />
      <SloTile row={overview.row} />
      <SuccessTile overview={overview} />
      <DurationTile overview={overview} />
      <NextRunTile row={overview.row} />
    </StatTileRow>
  );
};
