import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FactList, Instant } from '@sluice/plugin-pipelines-react';
import { subjectRows, type SubjectValue } from '../../approvals/subjectRows';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { approvalsTranslationRef } from '../../translation';

/** Any JSON as names and values. What people wrote is shown as text. @internal */
export const SubjectRows = (props: { json: unknown }) => (
  <FactList
    facts={subjectRows(props.json).map(({ name, value }) => ({
      name,
      value: <Value value={value} />,
    }))}
  />
);

const Value = ({ value }: { value: SubjectValue }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const entityLink = usePipelineLink();
  switch (value.kind) {
    case 'boolean':
      return (
        <>{t(value.value ? 'approvals.subject.yes' : 'approvals.subject.no')}</>
      );
    case 'instant':
      return <Instant instant={value.instant} />;
    case 'entity':
      return <Link to={entityLink(value.ref)}>{refName(value.ref)}</Link>;
    case 'digest':
      return <code title={value.digest}>{shortened(value.digest)}</code>;
    case 'none':
      return <>{t('approvals.subject.none')}</>;
    default:
      return <span style={{ whiteSpace: 'pre-wrap' }}>{value.text}</span>;
  }
};

/** The first digits of a digest tell it from others; all of them stand on hover. */
function shortened(digest: string): string {
  return `${digest.replace('sha256:', '').slice(0, 12)}…`;
}
