import Skeleton from '@mui/material/Skeleton';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorPanel, StatusGlyph } from '@sluice/plugin-pipelines-react';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { useMorningReport } from '../../hooks/useMorningReport';
import {
  onCallTranslationRef,
  pipelinesTranslationRef,
} from '../../translation';
import { ListRoot, Reason } from './PipelineList';

/** So many causes are named; the report has all. */
const SHOWN = 6;

/** What will be late this morning, a line a cause. @internal */
export const MorningReportWidget = () => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const { t: tHome } = useTranslationRef(pipelinesTranslationRef);
  const links = useAlertLinks();
  const { data, error, isPending, refetch } = useMorningReport(undefined);
  if (isPending) return <Skeleton height={28} />;
  if (!data) {
    return !error ? (
      <ListRoot>
        <p>{t('report.none.title')}</p>
      </ListRoot>
    ) : (
      <ErrorPanel
        title={tHome('home.error')}
        error={error}
        onRetry={() => refetch()}
      />
    );
  }
  const { atRisk, date, missed, quiet, unknown } = data;
  return (
    <ListRoot>
      {quiet && <p>{t('report.widget.quiet')}</p>}
      <ul>
        {[
          ...missed.map(item => ({ item, look: 'missed' as const })),
          ...atRisk.map(item => ({ item, look: 'atRisk' as const })),
          ...unknown.map(item => ({ item, look: 'unknown' as const })),
        ]
          .slice(0, SHOWN)
          .map(({ item, look }) => (
            <li key={item.alertId}>
              <StatusGlyph {...LOOKS[look]} label={t(`report.${look}`)} />
              <Link
                to={links.alert(item.alertId)}
                style={{
                  minWidth: 0,
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  whiteSpace: 'nowrap',
                }}
              >
                {item.summary}
              </Link>
              <Reason style={{ flex: 'none' }}>
                {t('report.widget.affected', { count: item.affected.length })}
              </Reason>
            </li>
          ))}
      </ul>
      <p>
        <Link to={links.report(date)}>{t('report.widget.open', { date })}</Link>
      </p>
    </ListRoot>
  );
};

const LOOKS = {
  missed: { glyph: 'square', tone: 'bad' },
  atRisk: { glyph: 'triangle', tone: 'warn' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
} as const;
