import type { ReactNode } from 'react';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import CloseIcon from '@mui/icons-material/Close';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LedgerRow } from '@sluice/plugin-pipelines-common';
import {
  FactList,
  formatInstantFully,
  Panel,
} from '@sluice/plugin-pipelines-react';
import { approvalsTranslationRef } from '../../translation';
import { SubjectRows } from '../ApprovalsPage/SubjectRows';
import { ActorName } from './ActorName';
import { LedgerSubject } from './LedgerSubject';

const Body = styled('div')(({ theme }) => ({
  width: 'min(640px, 96vw)',
  padding: '16px 20px 24px',
  display: 'grid',
  gap: 14,
  alignContent: 'start',
  fontSize: 12.5,
  lineHeight: 1.45,
  color: theme.palette.text.primary,
  '& header.top': { display: 'flex', alignItems: 'start', gap: 10 },
  '& h2.row': { flex: 1, margin: 0, fontSize: 16 },
  '& code': { overflowWrap: 'anywhere', fontSize: 11.5 },
}));

/** One row: what it says, what people wrote, and how it hangs in the chain. @internal */
export const RowDrawer = (props: {
  rows: readonly LedgerRow[];
  seq: number;
  onClose: () => void;
}) => {
  const { onClose, rows, seq } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const row = rows.find(each => each.seq === seq);
  if (!row) return null;
  const { payload, redacted, values } = row;
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      PaperProps={{
        role: 'dialog',
        'aria-label': t('audit.row.label', { seq: String(seq) }),
      }}
    >
      <Body>
        <header className="top">
          <h2 className="row">{row.type}</h2>
          <IconButton
            size="small"
            aria-label={t('audit.row.close')}
            onClick={onClose}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </header>
        <FactList
          facts={[
            { name: t('audit.row.at'), value: formatInstantFully(row.at) },
            {
              name: t('audit.row.who'),
              value: <ActorName actor={row.actor} />,
            },
            {
              name: t('audit.row.about'),
              value: <LedgerSubject subject={row.subject} />,
            },
          ]}
        />
        <Panel title={t('audit.row.payload')}>
          {Object.keys(payload.fields).length > 0 ? (
            <SubjectRows json={payload.fields} />
          ) : (
            t('audit.row.none')
          )}
        </Panel>
        {(Object.keys(values).length > 0 || redacted.length > 0) && (
          <Panel title={t('audit.row.values')}>
            <FactList
              facts={[
                ...Object.entries(values).map(([name, { value }]) => ({
                  name,
                  value: asText(value),
                })),
                ...redacted.map(name => ({
                  name,
                  value: (
                    <>
                      <em>{t('audit.row.redacted')}</em>{' '}
                      <code>{payload.redactable[name]}</code>
                    </>
                  ),
                })),
              ]}
            />
          </Panel>
        )}
        <Panel title={t('audit.row.chain')}>
          <FactList
            facts={[
              {
                name: t('audit.row.previous'),
                value: <Previous rows={rows} seq={seq} />,
              },
              {
                name: t('audit.row.payloadDigest'),
                value: <code>{row.payloadDigest}</code>,
              },
              { name: t('audit.row.hash'), value: <code>{row.hash}</code> },
            ]}
          />
        </Panel>
      </Body>
    </Drawer>
  );
};

const Previous = (props: { rows: readonly LedgerRow[]; seq: number }) => {
  const { rows, seq } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  if (seq === 1) return <>{t('audit.row.first')}</>;
  const previous = rows.find(row => row.seq === seq - 1);
  return previous ? (
    <code>{previous.hash}</code>
  ) : (
    <>{t('audit.row.unknown')}</>
  );
};

/** What people wrote is shown as text. */
function asText(value: unknown): ReactNode {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>;
}
