import { type ReactNode, useId } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { streamsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';

const Heading = styled('h2')(({ theme }) => ({
  margin: 0,
  fontSize: 11,
  fontWeight: 600,
  letterSpacing: '0.7px',
  textTransform: 'uppercase',
  color: theme.palette.text.secondary,
}));

const Option = styled('button')(({ theme }) => ({
  all: 'unset',
  boxSizing: 'border-box',
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  width: '100%',
  minHeight: 24,
  padding: '1px 4px 1px 0',
  borderRadius: 4,
  cursor: 'pointer',
  fontSize: 12.5,
  '&:hover': { backgroundColor: theme.palette.action.hover },
  '&:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 1,
  },
  '&[aria-pressed="true"]': {
    fontWeight: 650,
    color: theme.palette.primary.main,
  },
  '& .name': {
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .count': {
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** One value of a filter, with how many groups it would show. @internal */
export type StreamOption = {
  value: string;
  label: string;
  count: number;
  isChosen: boolean;
  glyph?: ReactNode;
};

/** One filter: its values, each with a count. @internal */
export const StreamFacet = (props: {
  title: string;
  options: StreamOption[];
  onToggle: (value: string) => void;
  onClear: () => void;
}) => {
  const { onClear, onToggle, options, title } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const headingId = useId();
  if (options.length === 0) return null;
  return (
    <section role="group" aria-labelledby={headingId} style={{ marginTop: 14 }}>
      <div style={{ display: 'flex', alignItems: 'center', minHeight: 24 }}>
        <Heading id={headingId}>{title}</Heading>
        {options.some(({ isChosen }) => isChosen) && (
          <TextButton
            style={{ marginLeft: 'auto' }}
            aria-label={t('streams.filter.clearOne', { name: title })}
            onClick={onClear}
          >
            {t('streams.filter.clearShort')}
          </TextButton>
        )}
      </div>
      {options.map(({ count, glyph, isChosen, label, value }) => (
        <Option
          key={value}
          type="button"
          aria-pressed={isChosen}
          title={label}
          onClick={() => onToggle(value)}
        >
          {glyph}
          <span className="name">{label}</span>
          {isChosen && <span aria-hidden>✓</span>}
          {/* Keeps the value and its count apart in the button's spoken name. */}{' '}
          <span className="count">{count}</span>
        </Option>
      ))}
    </section>
  );
};
