import { useEffect, useRef } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import { DateTime } from 'luxon';
import { isWorking } from '../../promotions/promotionLook';
import { deliveryTranslationRef } from '../../translation';

/** Whoever scrolled up reads: the log follows only those who stand this near its end, in pixels. */
const NEAR = 40;

const Lines = styled('div')(({ theme }) => ({
  maxHeight: 280,
  overflow: 'auto',
  fontFamily: 'monospace',
  fontSize: 12,
  lineHeight: 1.5,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  '& time': { color: theme.palette.text.secondary, marginRight: 10 },
  '&:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 2,
  },
}));

/** What the deployer and the verification write, as text; it follows while it grows. @internal */
export const LogPanel = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const lines = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const { log } = promotion;
  useEffect(() => {
    const element = lines.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [log.length]);
  return (
    <Panel
      title={t('promotions.log.title')}
      note={isWorking(promotion) ? t('promotions.log.live') : undefined}
    >
      {log.length === 0 ? (
        <p style={{ margin: 0 }}>{t('promotions.log.none')}</p>
      ) : (
        <Lines
          ref={lines}
          role="log"
          aria-label={t('promotions.log.title')}
          // Who has no mouse scrolls it by the keyboard.
          tabIndex={0}
          onScroll={({ currentTarget: at }) => {
            isAtEnd.current =
              at.scrollHeight - at.scrollTop - at.clientHeight < NEAR;
          }}
        >
          {log.map(({ at, line }, i) => (
            <div key={i}>
              <time dateTime={at}>
                {DateTime.fromISO(at).toFormat('HH:mm:ss')}
              </time>
              {line}
            </div>
          ))}
        </Lines>
      )}
    </Panel>
  );
};
