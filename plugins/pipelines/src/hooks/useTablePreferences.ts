import type { GridColumnVisibilityModel, GridDensity } from '@mui/x-data-grid';
import { useStoredValue } from './useStoredValue';

const NO_CHOICE: Record<string, boolean> = {};

function isColumns(value: unknown): value is Record<string, boolean> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(shown => typeof shown === 'boolean')
  );
}

function isDensity(value: unknown): value is 'standard' | 'compact' {
  return value === 'standard' || value === 'compact';
}

/**
 * How the reader likes the fleet table: which columns, how dense. Kept between visits.
 *
 * @internal
 */
export function useTablePreferences() {
  const [columns, setColumns] = useStoredValue(
    'fleet-columns',
    isColumns,
    NO_CHOICE,
  );
  const [density, setDensity] = useStoredValue<'standard' | 'compact'>(
    'fleet-density',
    isDensity,
    'standard',
  );
  return {
    columns: columns as GridColumnVisibilityModel,
    setColumns: (model: GridColumnVisibilityModel) => setColumns({ ...model }),
    density: density as GridDensity,
    setDensity: (next: GridDensity) =>
      setDensity(next === 'compact' ? 'compact' : 'standard'),
  };
}
