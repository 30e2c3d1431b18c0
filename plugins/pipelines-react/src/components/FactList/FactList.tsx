import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';

/**
 * A name and a value. A fact without a value isn't shown.
 *
 * @public
 */
export type Fact = { name: string; value: ReactNode | undefined };

const List = styled('dl')(({ theme }) => ({
  display: 'grid',
  // A long name wraps before it takes the room of its value.
  gridTemplateColumns: 'fit-content(50%) minmax(0, 1fr)',
  columnGap: 16,
  rowGap: 5,
  margin: 0,
  fontSize: 12.5,
  lineHeight: 1.45,
  fontVariantNumeric: 'tabular-nums',
  '& dt': { color: theme.palette.text.secondary },
  '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
}));

/**
 * Names and values in two columns.
 *
 * @public
 */
export const FactList = (props: { facts: Fact[] }) => (
  <List>
    {props.facts
      .filter(fact => fact.value !== undefined && fact.value !== null)
      .map(fact => [
        <dt key={`${fact.name}-name`}>{fact.name}</dt>,
        <dd key={`${fact.name}-value`}>{fact.value}</dd>,
      ])}
  </List>
);
