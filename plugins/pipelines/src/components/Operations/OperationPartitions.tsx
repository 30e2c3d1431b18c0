import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  OperationKind,
  OperationPartitionRow,
} from '@sluice/plugin-pipelines-common';
import { streamsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

const numbers = new Intl.NumberFormat('en-US');
/** More rows than this nobody reads; the totals count all of them. */
const MAX_ROWS = 200;

/** What an operation does, partition by partition. @internal */
export const OperationPartitions = (props: {
  kind: OperationKind;
  partitions: readonly OperationPartitionRow[];
}) => {
  const { kind, partitions } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const title = t('operations.dryRun.table');
  const messagesOf = ({ from, to }: OperationPartitionRow) => {
    if (from === null) return t('operations.dryRun.unknownCount');
    if (from === to) return t('operations.dryRun.same');
    const number = numbers.format(Math.abs(to - from));
    if (kind === 'replay-dead-letters') {
      return t('operations.dryRun.copy', { number });
    }
    return to < from
      ? t('operations.dryRun.back', { number })
      : t('operations.dryRun.forward', { number });
  };
  return (
    <>
      <div
        role="region"
        aria-label={title}
        // It scrolls, so the keyboard has to get there.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        style={{ maxHeight: 260, overflow: 'auto' }}
      >
        <PlainTable aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('operations.dryRun.partition')}</th>
              <th scope="col" className="number">
                {t('operations.dryRun.from')}
              </th>
              <th scope="col" className="number">
                {t('operations.dryRun.to')}
              </th>
              <th scope="col" className="number">
                {t('operations.dryRun.messages')}
              </th>
            </tr>
          </thead>
          <tbody>
            {partitions.slice(0, MAX_ROWS).map(row => (
              <tr key={`${row.topic}/${row.partition}`}>
                <th scope="row" className="wrap">
                  {row.topic} · {row.partition}
                </th>
                <td className="number">
                  {row.from === null
                    ? t('operations.dryRun.nothingCommitted')
                    : numbers.format(row.from)}
                </td>
                <td className="number">{numbers.format(row.to)}</td>
                <td className="number">{messagesOf(row)}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      </div>
      {partitions.length > MAX_ROWS && (
        <p style={{ margin: '4px 0 0' }}>
          {t('operations.dryRun.more', {
            shown: String(MAX_ROWS),
            total: numbers.format(partitions.length),
          })}
        </p>
      )}
    </>
  );
};
