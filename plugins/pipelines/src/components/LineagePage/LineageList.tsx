import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Panel,
  StatusChip,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { titleOf, type LineageNode } from './lineageSides';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    display: 'flex',
    alignItems: 'baseline',
    gap: 10,
    padding: '5px 0',
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  '& li:first-of-type': { borderTop: 0 },
  '& .type': { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  '& .end': { marginLeft: 'auto', whiteSpace: 'nowrap' },
}));

/** One side of the lineage in words: who, what it is, how far away, and how it stands. @internal */
export const LineageList = (props: {
  side: 'upstream' | 'downstream';
  nodes: LineageNode[];
}) => {
  const { side, nodes } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const reasonOf = useStatusReason();
  return (
    <Panel title={t(`lineage.${side}`)} note={String(nodes.length)}>
      {nodes.length === 0 ? (
        t(`lineage.none.${side}`)
      ) : (
        <List>
          {nodes.map(node => (
            <li key={node.entityRef}>
              <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                {node.missing ? (
                  titleOf(node)
                ) : (
                  <EntityRefLink
                    entityRef={node.entityRef}
                    title={titleOf(node)}
                  />
                )}
              </span>
              <span className="type">
                {node.missing ? t('lineage.missing') : node.type} ·{' '}
                {t('lineage.distance', { count: Math.abs(node.distance) })}
              </span>
              {node.status && (
                <span className="end">
                  <StatusChip
                    status={{ kind: 'fleet', state: node.status }}
                    reason={node.statusReason && reasonOf(node.statusReason)}
                  />
                </span>
              )}
            </li>
          ))}
        </List>
      )}
    </Panel>
  );
};
