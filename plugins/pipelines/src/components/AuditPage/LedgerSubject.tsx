import { Link } from '@backstage/core-components';
import { refName } from '../../fleet/words';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { usePipelineLink } from '../../hooks/usePipelineLink';

/** What has a page of its own, by its number. */
const PAGES = /^(approval|promotion|release):(\d+)$/;
const ENTITY = /^(component|resource|system|domain|group|user):[^/]+\/.+$/i;

/** What a row is about, with the page of it where there is one. @internal */
export const LedgerSubject = (props: { subject: string }) => {
  const { subject } = props;
  const links = useDeliveryLinks();
  const entityLink = usePipelineLink();
  const [, kind, id] = PAGES.exec(subject) ?? [];
  if (kind) {
    const link = links[kind as 'approval' | 'promotion' | 'release'];
    return <Link to={link(Number(id))}>{subject}</Link>;
  }
  if (ENTITY.test(subject)) {
    return <Link to={entityLink(subject)}>{refName(subject)}</Link>;
  }
  return <>{subject}</>;
};
