import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  LedgerStanding,
  LedgerVerification,
} from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  formatAge,
  formatDuration,
  Panel,
  StatusGlyph,
  type StatusLook,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { formatCount } from '../../fleet/words';
import { useVerifyLedger } from '../../hooks/useLedger';
import { approvalsTranslationRef } from '../../translation';

type State = LedgerVerification['status'] | 'never';

const LOOK: Readonly<Record<State, StatusLook>> = {
  intact: { glyph: 'disc', tone: 'good' },
  broken: { glyph: 'square', tone: 'bad' },
  never: { glyph: 'diamond', tone: 'unknown' },
};

const Body = styled('div')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '0 14px',
  alignItems: 'center',
  '& .mark': {
    width: 46,
    height: 46,
    borderRadius: '50%',
    display: 'grid',
    placeItems: 'center',
  },
  '& .state': { fontSize: 17, fontWeight: 700 },
  '& p': { margin: '2px 0 0' },
  '& .muted': { color: theme.palette.text.secondary },
  '& ul': { gridColumn: '1 / -1', margin: '10px 0 0', paddingLeft: 18 },
}));

/** Whether the ledger is what was written, in words and as a picture. @internal */
export const VerificationPanel = (props: { standing: LedgerStanding }) => {
  const { head, lastVerification } = props.standing;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const { tones } = usePalette();
  const now = useNow();
  const verify = useVerifyLedger();
  const found = newest(verify.data, lastVerification);
  const state: State = found?.status ?? 'never';
  const { glyph, tone } = LOOK[state];
  return (
    <Panel
      title={t('audit.check.title')}
      actions={
        <Button
          size="small"
          variant="outlined"
          disabled={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t(verify.isPending ? 'audit.check.running' : 'audit.check.now')}
        </Button>
      }
    >
      <Body>
        <div
          className="mark"
          aria-hidden="true"
          style={{ backgroundColor: tones[tone].bg }}
        >
          <StatusGlyph glyph={glyph} tone={tone} size={20} />
        </div>
        <div role="status">
          <div className="state">{t(`audit.check.${state}`)}</div>
          {!found && <p>{t('audit.check.neverText')}</p>}
          {found?.status === 'intact' && (
            <p>
              {t('audit.check.intactText', {
                rows: formatCount(found.rows),
                seq: formatCount(found.throughSeq),
                age: formatAge(found.finishedAt, now),
                duration: formatDuration(secondsOf(found)),
              })}
            </p>
          )}
          {found?.status === 'broken' && (
            <p>
              {t('audit.check.brokenText', {
                findings: formatCount(found.findings.length),
                rows: formatCount(found.rows),
                age: formatAge(found.finishedAt, now),
              })}
            </p>
          )}
          {found && (
            <p className="muted">
              {found.headsChecked > 0
                ? t('audit.check.heads', { count: found.headsChecked })
                : t('audit.check.noHeads')}
              {head.seq > found.throughSeq &&
                ` ${t('audit.check.newer', {
                  seq: formatCount(found.throughSeq),
                })}`}
            </p>
          )}
        </div>
        {found && found.findings.length > 0 && (
          <ul aria-label={t('audit.check.findings')}>
            {found.findings.map(({ kind, message, seq }, i) => (
              <li key={i}>
                <strong>{t(`audit.check.finding.${kind}`)}</strong>,{' '}
                {t('audit.check.row', { seq: String(seq) })}: {message}
              </li>
            ))}
          </ul>
        )}
      </Body>
      {verify.error && (
        <ErrorPanel
          title={t('audit.check.failed')}
          error={{ message: errorWords(verify.error) }}
        />
      )}
    </Panel>
  );
};

/** What was found last, by the schedule or by the reader. */
function newest(
  ...found: (LedgerVerification | undefined)[]
): LedgerVerification | undefined {
  return found
    .filter(each => each !== undefined)
    .sort((a, b) => b.finishedAt.localeCompare(a.finishedAt))[0];
}

function secondsOf({ finishedAt, startedAt }: LedgerVerification): number {
  return (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
