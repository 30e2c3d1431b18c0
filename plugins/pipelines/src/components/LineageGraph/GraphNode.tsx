import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { Lineage } from '@sluice/plugin-pipelines-common';
import {
  statusLook,
  StatusGlyph,
  usePalette,
  useStatusLabel,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { Link } from 'react-router-dom';
import { pipelinesTranslationRef } from '../../translation';

/** A neighbour as the graph draws it. */
export type GraphNodeContent = Lineage['nodes'][number];

/** Pixels of a node at full size. */
export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 44;

/** Characters of 12 px type that fit beside the glyph. */
const MAX_CHARACTERS = 25;

/**
 * A neighbour: its name, what it is, and the shape of its state. Drawn in SVG, because that is what the graph is.
 *
 * @internal
 */
export const GraphNode = (props: { node: GraphNodeContent }) => {
  const { node } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const palette = usePalette();
  const labelOf = useStatusLabel();
  const reasonOf = useStatusReason();
  const entityLink = useRouteRef(entityRouteRef);
  const isHere = node.distance === 0;
  const status =
    node.status && ({ kind: 'fleet', state: node.status } as const);
  const title = node.title ?? node.name;
  const subtitle = node.missing ? t('lineage.missing') : node.type;
  const words = [
    title,
    isHere ? t('lineage.here') : subtitle,
    status && labelOf(status),
    node.statusReason && reasonOf(node.statusReason),
  ]
    .filter(Boolean)
    .join(', ');

  const drawing = (
    <g>
      <title>{words}</title>
      <rect
        width={NODE_WIDTH}
        height={NODE_HEIGHT}
        rx={7}
        fill={palette.paper}
        stroke={isHere ? palette.accent : palette.line}
        strokeWidth={isHere ? 2 : 1}
        strokeDasharray={node.missing ? '4 3' : undefined}
      />
      {status && (
        <svg x={10} y={11} width={11} height={11} viewBox="0 0 10 10">
          <StatusGlyph {...statusLook(status)} />
        </svg>
      )}
      <text
        x={status ? 28 : 12}
        y={19}
        fill={palette.ink}
        fontSize={12}
        fontWeight={600}
      >
        {cutName(title)}
      </text>
      <text x={status ? 28 : 12} y={34} fill={palette.muted} fontSize={10.5}>
        {cut(subtitle)}
      </text>
    </g>
  );
  if (node.missing || isHere) return drawing;
  const { kind, namespace, name } = parseEntityRef(node.entityRef);
  return (
    <Link
      to={entityLink({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace,
        name,
      })}
      aria-label={words}
    >
      {drawing}
    </Link>
  );
};

/** Cuts a name to what fits: of `DATABASE.SCHEMA.TABLE` the end tells more than the start. */
function cutName(name: string): string {
  const parts = name.split('.');
  let shown = name;
  while (cut(shown) !== shown && parts.length > 1) {
    parts.shift();
    shown = `…${parts.join('.')}`;
  }
  return cut(shown);
}

/** Cuts a text to what fits; capitals, as warehouses like them, take more room. */
function cut(text: string): string {
  let room = MAX_CHARACTERS;
  for (let index = 0; index < text.length; index++) {
    room -= /[A-Z_]/.test(text[index]) ? 1.3 : 1;
    if (room < 0) return `${text.slice(0, Math.max(1, index - 1))}…`;
  }
  return text;
}
