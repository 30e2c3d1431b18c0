import { Route, Routes } from 'react-router-dom';
import { RunbookList } from './RunbookList';
import { RunbookView } from './RunbookView';

/**
 * What to do when something breaks: the list of runbooks, and below it each of them.
 *
 * @internal
 */
export const RunbooksPage = () => (
  <Routes>
    <Route path=":runbookId" element={<RunbookView />} />
    <Route path="*" element={<RunbookList />} />
  </Routes>
);
