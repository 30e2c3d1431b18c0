import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LedgerRow } from '@sluice/plugin-pipelines-common';
import { Instant } from '@sluice/plugin-pipelines-react';
import { approvalsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';
import { ActorName } from './ActorName';
import { LedgerSubject } from './LedgerSubject';

/** Rows of the ledger; each opens with its payload and its place in the chain. @internal */
export const LedgerTable = (props: {
  rows: readonly LedgerRow[];
  onOpen: (seq: number) => void;
}) => {
  const { onOpen, rows } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  return (
    <PlainTable aria-label={t('audit.ledger')}>
      <thead>
        <tr>
          <th scope="col">{t('audit.column.seq')}</th>
          <th scope="col">{t('audit.column.at')}</th>
          <th scope="col">{t('audit.column.type')}</th>
          <th scope="col">{t('audit.column.actor')}</th>
          <th scope="col">{t('audit.column.subject')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ actor, at, seq, subject, type }) => (
          <tr key={seq}>
            <td>
              <TextButton
                aria-label={t('audit.open', { seq: String(seq) })}
                onClick={() => onOpen(seq)}
              >
                {seq}
              </TextButton>
            </td>
            <td>
              <Instant instant={at} />
            </td>
            <td>{type}</td>
            <td className="wrap">
              <ActorName actor={actor} />
            </td>
            <td className="wrap">
              <LedgerSubject subject={subject} />
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
};
