import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ReleaseDiff,
  ReleaseDiffEntry,
  ReleaseRef,
} from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  Panel,
  PanelSkeleton,
  type Tone,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useReleaseDiff } from '../../hooks/useReleases';
import { releaseName } from '../../promotions/releaseName';
import { deliveryTranslationRef } from '../../translation';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: '14px minmax(0, 1fr) max-content',
    gap: 8,
    padding: '3px 0',
    overflowWrap: 'anywhere',
  },
  '& li + li': { borderTop: `1px solid ${theme.palette.divider}` },
  '& .sign': { fontFamily: 'monospace', fontWeight: 700, textAlign: 'center' },
  '& .muted': { color: theme.palette.text.secondary },
}));

const SIGN_TONE: Readonly<Record<ReleaseDiffEntry['sign'], Tone>> = {
  '+': 'good',
  '-': 'bad',
  '~': 'warn',
  '=': 'unknown',
};

/** What breaks others is read first. */
const ORDER: readonly ReleaseDiffEntry['impact'][] = [
  'breaking',
  'unknown',
  'reversible',
  'non-breaking',
];

/** What a release changes against another one, and who wrote it. @internal */
export const ReleaseDiffPanel = (props: {
  release: Pick<ReleaseRef, 'id'>;
  /** What runs where it is to go; undefined for the release before it, `none` for nothing. */
  base?: Pick<ReleaseRef, 'id'> | 'none';
  /** So many entries are shown; all without one. */
  limit?: number;
  /** Below the entries. */
  more?: ReactNode;
}) => {
  const { base, limit, more, release } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const diff = useReleaseDiff(
    release.id,
    typeof base === 'object' ? String(base.id) : base,
  );
  const { data, error, isFetching, isPending, refetch } = diff;
  if (isPending) return <PanelSkeleton title={t('releases.diff.title')} />;
  return (
    <Panel
      title={t('releases.diff.title')}
      note={
        data &&
        (data.base
          ? t('releases.diff.against', { name: releaseName(data.base) })
          : t('releases.diff.first'))
      }
    >
      {!data && error && (
        <ErrorPanel
          title={t('releases.diff.error')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      )}
      {data && <Entries diff={data} limit={limit} />}
      {data && <Authors diff={data} />}
      {more}
    </Panel>
  );
};

const Entries = (props: { diff: ReleaseDiff; limit: number | undefined }) => {
  const { diff, limit } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { tones } = usePalette();
  if (diff.entries.length === 0) {
    return <p style={{ margin: 0 }}>{t('releases.diff.none')}</p>;
  }
  const sorted = [...diff.entries].sort(
    (a, b) => ORDER.indexOf(a.impact) - ORDER.indexOf(b.impact),
  );
  const shown = sorted.slice(0, limit);
  const hidden = diff.entriesTotal - shown.length;
  return (
    <List aria-label={t('releases.diff.title')}>
      {shown.map((entry, i) => (
        <li key={i}>
          <span
            className="sign"
            role="img"
            aria-label={t(`releases.diff.sign.${entry.sign}`)}
            style={{ color: tones[SIGN_TONE[entry.sign]].fg }}
          >
            {entry.sign === '-' ? '−' : entry.sign}
          </span>
          <span>
            {entry.title}
            {entry.detail && <span className="muted"> {entry.detail}</span>}
          </span>
          <span
            className="muted"
            style={
              entry.impact === 'breaking'
                ? { color: tones.bad.fg, fontWeight: 650 }
                : undefined
            }
          >
            {t(`releases.diff.impact.${entry.impact}`)}
          </span>
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <span />
          <span className="muted">
            {t('releases.diff.more', { count: hidden })}
          </span>
        </li>
      )}
    </List>
  );
};

const Authors = ({ diff }: { diff: ReleaseDiff }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { muted } = usePalette();
  const words = [
    diff.commits.length > 0 &&
      t('releases.diff.commits', {
        count: diff.commits.length,
        authors: diff.authors
          .map(author => (author.ref ? refName(author.ref) : author.name))
          .join(', '),
      }),
    !diff.commitsComplete && t('releases.diff.incomplete'),
    !diff.membersKnown &&
      t('releases.diff.membersUnknown', { reason: diff.membersReason ?? '—' }),
  ].filter(Boolean);
  if (words.length === 0) return null;
  return <p style={{ margin: '6px 0 0', color: muted }}>{words.join(' · ')}</p>;
};
