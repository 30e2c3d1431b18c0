import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConsumerGroupDetail } from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import { streamsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** Who is a member of a group, from where, and how many partitions each has. @internal */
export const MemberTable = (props: {
  members: ConsumerGroupDetail['members'];
}) => {
  const { members } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const title = t('streams.member.title');
  if (members.length === 0) {
    return <Panel title={title}>{t('streams.member.none')}</Panel>;
  }
  return (
    <Panel
      flush
      title={title}
      note={t('streams.members', { count: members.length })}
    >
      <div
        role="region"
        aria-label={title}
        // It scrolls, so the keyboard has to get there.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        style={{ maxHeight: 320, overflow: 'auto' }}
      >
        <PlainTable aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('streams.member.client')}</th>
              <th scope="col">{t('streams.member.host')}</th>
              <th scope="col" className="number">
                {t('streams.member.partitions')}
              </th>
            </tr>
          </thead>
          <tbody>
            {members.map(member => (
              <tr key={member.memberId}>
                <th scope="row" className="wrap" title={member.memberId}>
                  {member.clientId}
                </th>
                <td>{member.host}</td>
                <td className="number">{member.partitions}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      </div>
    </Panel>
  );
};
