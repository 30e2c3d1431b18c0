import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LagSeries } from '@sluice/plugin-pipelines-common';
import { Panel, StatusChip } from '@sluice/plugin-pipelines-react';
import { healthSpans } from '../../streams/healthSpans';
import { streamsTranslationRef } from '../../translation';
import { Timeline } from '../Timeline';
import { HealthStrip } from './HealthStrip';

/** So many changes are written out, the newest; the strip has them all. */
const WRITTEN = 12;

/** How the health of a group changed: as a strip, and in words with reasons, the newest first. @internal */
export const GroupHealth = (props: {
  changes: LagSeries['changes'];
  /** ISO 8601. */
  range: { from: string; to: string };
}) => {
  const { changes, range } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const spans = healthSpans(changes, range);
  const written = [...spans].reverse().slice(0, WRITTEN);
  return (
    <Panel
      title={t('streams.health.title')}
      note={
        spans.length > WRITTEN &&
        t('streams.health.newest', {
          number: String(WRITTEN),
          total: String(spans.length),
        })
      }
    >
      {spans.length === 0 ? (
        <p style={{ margin: 0 }}>{t('streams.health.none')}</p>
      ) : (
        <>
          <HealthStrip spans={spans} range={range} />
          <Timeline
            name={t('streams.health.title')}
            entries={written.map(({ inferred, reason, since, status }) => ({
              id: since,
              at: since,
              what: (
                <>
                  <StatusChip status={{ kind: 'lag', state: status }} />
                  {inferred && (
                    <span title={t('streams.inferredHint')}>
                      {' '}
                      {t('streams.inferred')}
                    </span>
                  )}
                </>
              ),
              text: reason,
            }))}
          />
        </>
      )}
    </Panel>
  );
};
