import { Route, Routes } from 'react-router-dom';
import { ReleaseBoardView } from './ReleaseBoardView';
import { ReleaseView } from './ReleaseView';

/** What runs where and what moves now; and below the board each release. @internal */
export const ReleasesPage = () => (
  <Routes>
    <Route path=":releaseId" element={<ReleaseView />} />
    <Route path="*" element={<ReleaseBoardView />} />
  </Routes>
);
