import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ledgerExportPermission,
  type LedgerStanding,
} from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  FactList,
  formatAge,
  Panel,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { useExportLedgerHead } from '../../hooks/useLedger';
import { approvalsTranslationRef } from '../../translation';

/** The last row, and the head that stands outside of the database. @internal */
export const HeadPanel = (props: { standing: LedgerStanding }) => {
  const { head, lastExport } = props.standing;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const now = useNow();
  const { allowed } = usePermission({
    permission: ledgerExportPermission,
    // There is one ledger: the permission is asked for it as a whole.
    resourceRef: 'ledger',
  });
  const exporting = useExportLedgerHead();
  const words = (seq: number, at: string | undefined) =>
    t('audit.head.at', { seq: String(seq), age: formatAge(at, now) });
  return (
    <Panel
      title={t('audit.head.title')}
      actions={
        allowed && (
          <Button
            size="small"
            variant="outlined"
            disabled={exporting.isPending}
            onClick={() => exporting.mutate()}
          >
            {t(
              exporting.isPending
                ? 'audit.head.exporting'
                : 'audit.head.export',
            )}
          </Button>
        )
      }
    >
      <FactList
        facts={[
          { name: t('audit.head.last'), value: words(head.seq, head.at) },
          { name: t('audit.head.hash'), value: <code>{head.hash}</code> },
          {
            name: t('audit.head.exported'),
            value: lastExport
              ? words(lastExport.seq, lastExport.exportedAt)
              : t('audit.head.never'),
          },
        ]}
      />
      <p style={{ margin: '8px 0 0' }}>{t('audit.head.why')}</p>
      <p role="status" style={{ margin: 0, fontWeight: 600 }}>
        {exporting.data &&
          (exporting.data.head
            ? t('audit.head.done', { seq: String(exporting.data.head.seq) })
            : t('audit.head.empty'))}
      </p>
      {exporting.error && (
        <ErrorPanel
          title={t('audit.head.failed')}
          error={{ message: errorWords(exporting.error) }}
        />
      )}
    </Panel>
  );
};
