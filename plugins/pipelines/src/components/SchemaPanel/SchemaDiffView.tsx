import { useState } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SchemaDiff } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  PanelSkeleton,
  type Tone,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { useSchemaDiff } from '../../hooks/useSchemas';
import { streamsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { prettySchema } from './prettySchema';

const Changes = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: '14px minmax(0, 1fr) minmax(0, 1fr)',
    gap: 8,
    padding: '3px 0',
    overflowWrap: 'anywhere',
  },
  '& li + li': { borderTop: `1px solid ${theme.palette.divider}` },
  '& .sign': { fontFamily: 'monospace', fontWeight: 700, textAlign: 'center' },
  '& .muted': { color: theme.palette.text.secondary },
  '& code': { fontSize: 12 },
}));

const Texts = styled('div')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  gap: 12,
  '& pre': {
    margin: 0,
    padding: 10,
    maxHeight: 360,
    overflow: 'auto',
    fontSize: 12,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
  },
}));

const SIGN_TONE: Readonly<Record<'+' | '-' | '~', Tone>> = {
  '+': 'good',
  '-': 'bad',
  '~': 'warn',
};
const IMPACT_TONE: Readonly<Record<SchemaDiff['impact'], Tone>> = {
  breaking: 'bad',
  'non-breaking': 'good',
  unknown: 'unknown',
};

/** How one version of a subject differs from another: by fields, what that means for readers, and both texts. @internal */
export const SchemaDiffView = (props: {
  registryId: string;
  subject: string;
  from: number;
  to: number;
}) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const [hasTexts, setHasTexts] = useState(false);
  const diff = useSchemaDiff(props);
  const { data, error } = diff;
  const { tones } = usePalette();
  if (!data && error) {
    return (
      <ErrorPanel
        title={t('schemas.diff.error')}
        error={error}
        onRetry={() => diff.refetch()}
        isRetrying={diff.isFetching}
      />
    );
  }
  if (!data) return <PanelSkeleton lines={3} />;
  const { from, to } = data;
  const title = t('schemas.diff.title', {
    from: String(from),
    to: String(to),
  });
  return (
    <section aria-label={title} style={{ display: 'grid', gap: 8 }}>
      <div>
        <strong>{title}</strong>
        {' · '}
        <span
          style={{ color: tones[IMPACT_TONE[data.impact]].fg, fontWeight: 650 }}
        >
          {t(`schemas.diff.impact.${data.impact}`)}
        </span>
        <div style={{ overflowWrap: 'anywhere' }}>{data.detail}</div>
      </div>
      <FieldChanges diff={data} label={title} />
      <div>
        <TextButton
          aria-expanded={hasTexts}
          onClick={() => setHasTexts(!hasTexts)}
        >
          {t(hasTexts ? 'schemas.diff.hideText' : 'schemas.diff.text')}
        </TextButton>
      </div>
      {hasTexts && (
        <Texts>
          {[
            { version: from, text: data.before },
            { version: to, text: data.after },
          ].map(({ text, version }, i) => (
            <pre
              key={i}
              role="region"
              aria-label={t('schemas.diff.textOf', {
                version: String(version),
              })}
              // It scrolls, so the keyboard has to get there.
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
            >
              {prettySchema(text)}
            </pre>
          ))}
        </Texts>
      )}
    </section>
  );
};

const FieldChanges = (props: { diff: SchemaDiff; label: string }) => {
  const { changes } = props.diff;
  const { t } = useTranslationRef(streamsTranslationRef);
  const { tones } = usePalette();
  if (!changes) return <span>{t('schemas.diff.noFields')}</span>;
  if (changes.length === 0) return <span>{t('schemas.diff.none')}</span>;
  return (
    <Changes aria-label={props.label}>
      {changes.map(({ after, before, path, sign }) => (
        <li key={`${sign} ${path}`}>
          <span
            className="sign"
            role="img"
            aria-label={t(`schemas.diff.sign.${sign}`)}
            style={{ color: tones[SIGN_TONE[sign]].fg }}
          >
            {sign === '-' ? '−' : sign}
          </span>
          <code>{path}</code>
          <span className="muted">
            {sign === '~'
              ? t('schemas.diff.change', {
                  before: before ?? '',
                  after: after ?? '',
                })
              : after ?? before}
          </span>
        </li>
      ))}
    </Changes>
  );
};
