import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetWallTile } from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import { groupWall, moveOnWall, type WallPosition } from '../../fleet/wall';
import { refName } from '../../fleet/words';
import { pipelinesTranslationRef } from '../../translation';
import { TileTooltip, type ActiveTile } from './TileTooltip';
import { WallLegend } from './WallLegend';
import { WallTile } from './WallTile';

/**
 * What {@link FleetWall} shows.
 *
 * @internal
 */
export type FleetWallProps = {
  tiles: readonly FleetWallTile[];
  /** Shows the same as a table, for those whom a wall of squares doesn't serve. */
  onTable: () => void;
};

const Groups = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(268px, 1fr))',
  gap: 12,
  alignItems: 'start',
});

const Tiles = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 4,
  margin: 0,
  padding: 0,
  listStyle: 'none',
});

/**
 * One square a pipeline, grouped by domain: the state of the whole fleet without scrolling or reading.
 *
 * One square is in the tab order; arrow keys move between them.
 *
 * @internal
 */
export const FleetWall = (props: FleetWallProps) => {
  const { tiles, onTable } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const groups = useMemo(() => groupWall(tiles), [tiles]);
  const [focused, setFocused] = useState<string>();
  const [active, setActive] = useState<ActiveTile>();
  const root = useRef<HTMLDivElement>(null);
  // The square that was in the tab order may have left with a filter: then the first is.
  const inTabOrder = tiles.some(tile => tile.entityRef === focused)
    ? focused
    : groups[0]?.tiles[0]?.entityRef;

  const onKeyDown = (event: KeyboardEvent, from: WallPosition) => {
    if (event.key === 'Escape') setActive(undefined);
    const sizes = groups.map(group => group.tiles.length);
    const to = moveOnWall(sizes, from, event.key);
    if (!to) return;
    event.preventDefault();
    const target = groups[to.group].tiles[to.index];
    root.current
      ?.querySelector<HTMLElement>(
        `[data-tile="${CSS.escape(target.entityRef)}"]`,
      )
      ?.focus();
  };

  return (
    <div
      ref={root}
      role="group"
      aria-label={t('fleet.wall.label', { total: String(tiles.length) })}
      style={{ flex: 1, minWidth: 0, minHeight: 0, overflowY: 'auto' }}
      onMouseLeave={() => setActive(undefined)}
    >
      <WallLegend tiles={tiles} onTable={onTable} />
      <Groups>
        {groups.map((group, groupIndex) => (
          <Panel
            key={group.domain ?? ''}
            title={
              group.domain ? refName(group.domain) : t('fleet.wall.noDomain')
            }
            note={String(group.tiles.length)}
          >
            <Tiles>
              {group.tiles.map((tile, index) => (
                <WallTile
                  key={tile.entityRef}
                  tile={tile}
                  tabIndex={tile.entityRef === inTabOrder ? 0 : -1}
                  onActive={element => setActive({ tile, element })}
                  onFocus={() => setFocused(tile.entityRef)}
                  onBlur={() => setActive(undefined)}
                  onKeyDown={event =>
                    onKeyDown(event, { group: groupIndex, index })
                  }
                />
              ))}
            </Tiles>
          </Panel>
        ))}
      </Groups>
      <TileTooltip active={active} />
    </div>
  );
};
