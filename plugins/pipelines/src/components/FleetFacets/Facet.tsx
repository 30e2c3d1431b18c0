import { useId, useState } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  FleetFacets,
  FleetStatus,
  LagStatus,
  SloStatus,
} from '@sluice/plugin-pipelines-common';
import {
  type Status,
  StatusGlyph,
  statusLook,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { facetOptions, shownOptions } from '../../fleet/facetOptions';
import type { FleetFilter } from '../../fleet/fleetView';
import { refName } from '../../fleet/words';
import { pipelinesTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';

/**
 * What {@link Facet} shows.
 *
 * @internal
 */
export type FacetProps = {
  name: FleetFilter;
  facets: FleetFacets | undefined;
  chosen: readonly string[];
  onToggle: (value: string) => void;
  onClear: () => void;
};

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
  '& > span:first-of-type': {
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
}));

const Count = styled('span')(({ theme }) => ({
  color: theme.palette.text.secondary,
  fontVariantNumeric: 'tabular-nums',
}));

/**
 * One filter: its values, each with a count. Any number of them can be chosen.
 *
 * @internal
 */
export const Facet = (props: FacetProps) => {
  const { name, facets, chosen, onToggle, onClear } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  const [isOpen, setIsOpen] = useState(false);
  const headingId = useId();
  const options = facetOptions(name, facets, chosen);
  const closed = shownOptions(options);
  const shown = isOpen ? options : closed;
  const title = t(`fleet.facets.name.${name}`);
  if (facets && options.length === 0) return null;

  return (
    <section role="group" aria-labelledby={headingId} style={{ marginTop: 14 }}>
      <div
        style={{ display: 'flex', alignItems: 'center', minHeight: 24, gap: 8 }}
      >
        <Heading id={headingId}>{title}</Heading>
        {chosen.length > 0 && (
          <TextButton
            style={{ marginLeft: 'auto' }}
            aria-label={t('fleet.facets.clearOne', { name: title })}
            onClick={onClear}
          >
            {t('fleet.facets.clear')}
          </TextButton>
        )}
      </div>
      {shown.map(option => (
        <Option
          key={option.value}
          type="button"
          aria-pressed={option.chosen}
          title={option.value}
          onClick={() => onToggle(option.value)}
        >
          {statusOf(name, option.value) && (
            <StatusGlyph
              {...statusLook(statusOf(name, option.value)!)}
              size={9}
            />
          )}
          <span>
            {statusOf(name, option.value)
              ? labelOf(statusOf(name, option.value)!)
              : refName(option.value)}
          </span>
          {option.chosen && <span aria-hidden>✓</span>}
          {/* Keeps the value and its count apart in the button's spoken name. */}{' '}
          <Count>{option.count}</Count>
        </Option>
      ))}
      {closed.length < options.length && (
        <TextButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen
            ? t('fleet.facets.less')
            : t('fleet.facets.more', {
                number: String(options.length - closed.length),
              })}
        </TextButton>
      )}
    </section>
  );
};

/** The status that a value of a facet stands for, with a shape and a word of its own. */
function statusOf(name: FleetFilter, value: string): Status | undefined {
  if (name === 'status') return { kind: 'fleet', state: value as FleetStatus };
  if (name === 'slo') return { kind: 'slo', state: value as SloStatus };
  if (name === 'stream') return { kind: 'lag', state: value as LagStatus };
  return undefined;
}
