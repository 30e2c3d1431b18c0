import { useMemo } from 'react';
import {
  DependencyGraph,
  DependencyGraphTypes,
} from '@backstage/core-components';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Lineage } from '@sluice/plugin-pipelines-common';
import { pipelinesTranslationRef } from '../../translation';
import { GraphNode, NODE_HEIGHT, type GraphNodeContent } from './GraphNode';

const Surface = styled('div')(({ theme }) => ({
  padding: '4px 12px 12px',
  overflow: 'auto',
  '& svg': { maxHeight: '62vh' },
  '& path': { stroke: theme.palette.text.secondary, opacity: 0.65 },
  '& marker path': { fill: theme.palette.text.secondary },
  '& a path': { stroke: 'none', opacity: 1 },
}));

/** Pixels of a level of the graph, from one node to the next below it. */
const PITCH = NODE_HEIGHT + 14;

/**
 * Neighbours from left to right, in the direction in which data flows.
 *
 * @internal
 */
export const LineageGraph = (props: { lineage: Lineage }) => {
  const { lineage } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { nodes, edges } = useMemo(() => toGraph(lineage), [lineage]);
  return (
    <Surface role="group" aria-label={t('lineage.graph')}>
      <DependencyGraph<GraphNodeContent, object>
        nodes={nodes}
        edges={edges}
        direction={DependencyGraphTypes.Direction.LEFT_RIGHT}
        renderNode={({ node }) => <GraphNode node={node} />}
        nodeMargin={14}
        edgeMargin={6}
        rankMargin={56}
        paddingX={8}
        paddingY={12}
        zoom="enable-on-click"
        fit="contain"
        curve="curveMonotoneX"
        showArrowHeads
        allowFullscreen={false}
        height={heightOf(lineage)}
        width="100%"
      />
    </Surface>
  );
};

/** Pixels for the fullest column, within what a page can show. */
function heightOf({ nodes }: Lineage): number {
  const perColumn = new Map<number, number>();
  for (const { distance } of nodes) {
    perColumn.set(distance, (perColumn.get(distance) ?? 0) + 1);
  }
  const fullest = Math.max(1, ...perColumn.values());
  return Math.min(640, Math.max(180, fullest * PITCH + 40));
}

function toGraph(lineage: Lineage) {
  const known = new Set(lineage.nodes.map(node => node.entityRef));
  return {
    nodes: lineage.nodes.map(node => ({ ...node, id: node.entityRef })),
    edges: lineage.edges.filter(
      ({ from, to }) => known.has(from) && known.has(to),
    ),
  };
}
