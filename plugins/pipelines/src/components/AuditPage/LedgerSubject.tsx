import { Link } from '@backstage/core-components';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { useRoutePath } from '../../hooks/useRoutePath';
import { approvalsRouteRef } from '../../routes';

const ENTITY = /^(component|resource|system|domain|group|user):[^/]+\/.+$/i;

/** What a row is about, with the page of it where there is one. @internal */
export const LedgerSubject = (props: { subject: string }) => {
  const { subject } = props;
  const approvals = useRoutePath(approvalsRouteRef, '/pipelines/approvals');
  const entityLink = usePipelineLink();
  const [, approvalId] = /^approval:(\d+)$/.exec(subject) ?? [];
  if (approvalId) {
    return <Link to={`${approvals}/${approvalId}?view=all`}>{subject}</Link>;
  }
  if (ENTITY.test(subject)) {
    return <Link to={entityLink(subject)}>{refName(subject)}</Link>;
  }
  return <>{subject}</>;
};
