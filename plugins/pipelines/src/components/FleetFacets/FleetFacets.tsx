import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetFacets as Facets } from '@sluice/plugin-pipelines-common';
import {
  FLEET_FILTERS,
  isFiltered,
  NO_FILTERS,
  toggleFilter,
  type FleetView,
} from '../../fleet/fleetView';
import { pipelinesTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { Facet } from './Facet';
import { FleetSearch } from './FleetSearch';

/**
 * What {@link FleetFacets} shows.
 *
 * @internal
 */
export type FleetFacetsProps = {
  view: FleetView;
  /** Counts per value; undefined until the first answer. */
  facets: Facets | undefined;
  onChange: (changes: Partial<FleetView>) => void;
};

const Aside = styled('aside')({
  flex: 'none',
  width: 156,
  minHeight: 0,
  overflowY: 'auto',
  // Room for the focus ring, which the scroll container would cut.
  padding: '2px 6px 2px 2px',
  margin: '-2px 0 -2px -2px',
});

/**
 * Search and filters with a count at every value.
 *
 * @internal
 */
export const FleetFacets = (props: FleetFacetsProps) => {
  const { view, facets, onChange } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <Aside aria-label={t('fleet.facets.label')}>
      <FleetSearch text={view.text} onChange={text => onChange({ text })} />
      {isFiltered(view) && (
        <TextButton
          style={{ marginTop: 8 }}
          onClick={() => onChange({ text: '', filters: NO_FILTERS })}
        >
          {t('fleet.facets.clearAll')}
        </TextButton>
      )}
      {FLEET_FILTERS.map(name => (
        <Facet
          key={name}
          name={name}
          facets={facets}
          chosen={view.filters[name]}
          onToggle={value =>
            onChange({ filters: toggleFilter(view.filters, name, value) })
          }
          onClear={() => onChange({ filters: { ...view.filters, [name]: [] } })}
        />
      ))}
    </Aside>
  );
};
