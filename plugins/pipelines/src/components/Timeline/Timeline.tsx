import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import {
  formatInstant,
  formatInstantFully,
  useNow,
} from '@sluice/plugin-pipelines-react';

/** Something that happened, and who did it. @internal */
export type TimelineEntry = {
  id: number | string;
  /** ISO 8601. */
  at: string;
  what: ReactNode;
  /** Who did it. */
  by?: string;
  /** As it was written; shown as text. */
  text?: string;
};

const List = styled('ol')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li': {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '108px minmax(0, 1fr)',
    gap: '0 22px',
    padding: '6px 0',
    overflowWrap: 'anywhere',
  },
  '& > li::before': {
    content: '""',
    position: 'absolute',
    left: 116,
    top: 13,
    width: 7,
    height: 7,
    borderRadius: '50%',
    backgroundColor: theme.palette.text.secondary,
  },
  '& > li:not(:last-child)::after': {
    content: '""',
    position: 'absolute',
    left: 119,
    top: 24,
    bottom: -8,
    width: 1,
    backgroundColor: theme.palette.divider,
  },
  '& time': {
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    color: theme.palette.text.secondary,
  },
  // Within text, colour alone wouldn't tell a link.
  '& a': { textDecoration: 'underline' },
  '& .by': { color: theme.palette.text.secondary },
  '& p': { margin: '2px 0 0', whiteSpace: 'pre-wrap' },
}));

/** What happened, in order. @internal */
export const Timeline = (props: {
  name: string;
  entries: readonly TimelineEntry[];
}) => {
  const { name, entries } = props;
  const now = useNow();
  return (
    <List aria-label={name}>
      {entries.map(({ at, by, id, text, what }) => (
        <li key={id}>
          <time dateTime={at} title={formatInstantFully(at)}>
            {formatInstant(at, { now })}
          </time>
          <div>
            <strong>{what}</strong>
            {by && <span className="by">{`, ${by}`}</span>}
            {text && <p>{text}</p>}
          </div>
        </li>
      ))}
    </List>
  );
};
