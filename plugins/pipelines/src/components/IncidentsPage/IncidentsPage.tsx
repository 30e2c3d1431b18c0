import { Route, Routes } from 'react-router-dom';
import { IncidentList } from './IncidentList';
import { IncidentView } from './IncidentView';

/**
 * What went badly wrong, and what was done: the list of incidents, and below it each of them.
 *
 * @internal
 */
export const IncidentsPage = () => (
  <Routes>
    <Route path=":incidentId" element={<IncidentView />} />
    <Route path="*" element={<IncidentList />} />
  </Routes>
);
