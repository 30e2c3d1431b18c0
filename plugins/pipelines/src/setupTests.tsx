import '@testing-library/jest-dom';
import type { DataGridProps } from '@mui/x-data-grid';
import { configure } from '@testing-library/react';

// Whole pages take a while in jsdom, longer on a machine that runs other suites beside.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

// jsdom lays nothing out, so a virtualized grid would draw no rows.
jest.mock('@mui/x-data-grid', () => {
  const actual = jest.requireActual('@mui/x-data-grid');
  return {
    ...actual,
    DataGrid: (props: DataGridProps) => (
      <actual.DataGrid {...props} disableVirtualization />
    ),
  };
});
