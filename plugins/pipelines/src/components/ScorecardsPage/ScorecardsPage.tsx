import { Route, Routes } from 'react-router-dom';
import { MonthPage } from '../MonthPage';
import { ScorecardBoard } from './ScorecardBoard';

/** Where each owner stands, and what would move them up; below it the month of an owner, for printing. @internal */
export const ScorecardsPage = () => (
  <Routes>
    <Route path="month" element={<MonthPage />} />
    <Route path="*" element={<ScorecardBoard />} />
  </Routes>
);
