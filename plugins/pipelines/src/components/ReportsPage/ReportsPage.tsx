import { Route, Routes } from 'react-router-dom';
import { MorningReportView } from './MorningReportView';

/**
 * The morning report: the newest one at `morning`, that of a date below it.
 *
 * @internal
 */
export const ReportsPage = () => (
  <Routes>
    <Route path="morning/:date" element={<MorningReportView />} />
    <Route path="morning" element={<MorningReportView />} />
    <Route path=":date" element={<MorningReportView />} />
    <Route path="*" element={<MorningReportView />} />
  </Routes>
);
