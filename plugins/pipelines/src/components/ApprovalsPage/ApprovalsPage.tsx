import { Route, Routes } from 'react-router-dom';
import { Inbox } from './Inbox';

/**
 * What waits for the reader, what the reader waits for, and for how long: a list, and beside it the request that is open.
 *
 * @internal
 */
export const ApprovalsPage = () => (
  <Routes>
    <Route path=":approvalId" element={<Inbox />} />
    <Route path="*" element={<Inbox />} />
  </Routes>
);
