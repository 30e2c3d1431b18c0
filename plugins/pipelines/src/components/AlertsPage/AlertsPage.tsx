import { Route, Routes } from 'react-router-dom';
import { AlertList } from './AlertList';
import { AlertView } from './AlertView';

/**
 * What needs a human now: alerts grouped by cause, and below the list each of them.
 *
 * @internal
 */
export const AlertsPage = () => (
  <Routes>
    <Route path=":alertId" element={<AlertView />} />
    <Route path="*" element={<AlertList />} />
  </Routes>
);
