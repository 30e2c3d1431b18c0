import { Link } from '@backstage/core-components';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ReportItem } from '@sluice/plugin-pipelines-common';
import { EmptyState, Panel } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { onCallTranslationRef } from '../../translation';
import { AffectedTable } from '../AlertsPage';

const Item = styled('article')(({ theme }) => ({
  padding: '12px 0 4px',
  borderBottom: `1px solid ${theme.palette.divider}`,
  breakInside: 'avoid',
  '&:last-child': { borderBottom: 0 },
  '& h3': { margin: '0 16px', fontSize: 13.5, fontWeight: 650 },
  '& p': { margin: '3px 16px' },
  // Within text, colour alone wouldn't tell a link.
  '& p a': { textDecoration: 'underline' },
  '& .muted': { color: theme.palette.text.secondary },
}));

/** Causes with what each of them makes late. Nothing shows where there is none, unless there are words for it. @internal */
export const ReportSection = (props: {
  title: string;
  items: readonly ReportItem[];
  /** The zone of the report. */
  timezone: string;
  none?: string;
}) => {
  const { title, items, timezone, none } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  if (items.length === 0) {
    return none ? (
      <Panel title={title}>
        <EmptyState title={none} />
      </Panel>
    ) : null;
  }
  return (
    <Panel title={`${title} (${items.length})`} flush>
      {items.map(item => (
        <Item key={item.alertId}>
          <h3>
            <Link to={links.alert(item.alertId)}>{item.summary}</Link>
          </h3>
          <p>
            <strong>{t('report.todo')}:</strong> {item.nextStep}
            {item.runbook && (
              <>
                {' '}
                <Link to={links.pipelineRunbook(item.runbook)}>
                  {t('alerts.runbookOf', { pipeline: refName(item.runbook) })}
                </Link>
              </>
            )}
          </p>
          <p className="muted">
            {t(`alerts.severity.${item.severity}`)}
            {item.cause.owner && (
              <>
                {' · '}
                {t('report.whose')}{' '}
                <EntityRefLink
                  entityRef={item.cause.owner}
                  defaultKind="group"
                  hideIcon
                />
              </>
            )}
          </p>
          {item.affected.length > 0 && (
            <AffectedTable
              affected={item.affected}
              timezone={timezone}
              name={item.summary}
            />
          )}
        </Item>
      ))}
    </Panel>
  );
};
