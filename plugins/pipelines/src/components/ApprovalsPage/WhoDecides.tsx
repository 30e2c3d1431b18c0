import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApprovalDetail } from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  Panel,
  StatusGlyph,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useOwnRef } from '../../hooks/useOwnRef';
import { approvalsTranslationRef } from '../../translation';

/** So many who could approve are named. */
const NAMED = 6;

const Rules = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 10,
  overflowWrap: 'anywhere',
  '& .rule': { display: 'flex', gap: 8, alignItems: 'baseline' },
  '& .muted': { color: theme.palette.text.secondary },
  '& p': { margin: '1px 0 0 18px' },
}));

/** The rules of a request on a panel of their own. @internal */
export const WhoDecides = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  return (
    <Panel
      title={t('approvals.who.title')}
      note={request.rules.length > 1 && t('approvals.who.all')}
    >
      <RulesList request={request} />
    </Panel>
  );
};

/** The rules of a request: who counts for each, who is missing, and who can't decide and why. @internal */
export const RulesList = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  return (
    <Rules>
      {request.rules.map(rule => (
        <Rule key={rule.name} rule={rule} request={request} />
      ))}
      {request.exclusions.map(({ person, reason }) => (
        <li key={`${person} ${reason}`}>
          <div className="rule">
            <StatusGlyph glyph="diamond" tone="unknown" />
            <strong>
              <Person of={person} />
            </strong>
            <span className="muted">{t('approvals.who.excluded')}</span>
          </div>
          <p className="muted">{t(`approvals.who.reason.${reason}`)}</p>
        </li>
      ))}
    </Rules>
  );
};

const Rule = (props: {
  rule: ApprovalDetail['rules'][number];
  request: ApprovalDetail;
}) => {
  const { request, rule } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const now = useNow();
  const isSatisfied = rule.missing === 0;
  const from = rule.anyone
    ? t('approvals.who.anyone')
    : t('approvals.who.from', { names: rule.from.map(refName).join(', ') });
  const votedAt = (person: string) =>
    request.votes.filter(vote => vote.voter === person).at(-1)?.at;
  return (
    <li>
      <div className="rule">
        <StatusGlyph
          glyph={isSatisfied ? 'disc' : 'half'}
          tone={isSatisfied ? 'good' : 'running'}
        />
        <strong>{rule.name}</strong>
        <span className="muted">
          {t('approvals.who.rule', {
            given: String(Math.max(0, rule.minApprovals - rule.missing)),
            needed: String(rule.minApprovals),
          })}
          {', '}
          {isSatisfied
            ? t('approvals.who.satisfied')
            : t('approvals.who.missing', { count: rule.missing })}
        </span>
      </div>
      <p className="muted">{from}</p>
      {rule.approvedBy.map(person => (
        <p key={person}>
          <strong>
            <Person of={person} />
          </strong>{' '}
          {t('approvals.who.approved', {
            age: formatAge(votedAt(person), now),
          })}
        </p>
      ))}
      {!isSatisfied && rule.candidates && request.state === 'Pending' && (
        <p>
          <Candidates of={rule.candidates} />
        </p>
      )}
      {rule.usesFallback && <p>{t('approvals.who.fallback')}</p>}
    </li>
  );
};

const Candidates = (props: { of: readonly string[] }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const nameOf = useNameOf();
  const { of: people } = props;
  if (people.length === 0) return <>{t('approvals.who.nobody')}</>;
  const names = people.slice(0, NAMED).map(nameOf).join(', ');
  const more = people.length - NAMED;
  return (
    <>
      {t('approvals.who.candidates', { names })}
      {more > 0 && ` ${t('approvals.who.more', { number: String(more) })}`}
    </>
  );
};

const Person = (props: { of: string }) => <>{useNameOf()(props.of)}</>;

function useNameOf(): (person: string) => string {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const own = useOwnRef();
  return person =>
    person === own
      ? `${refName(person)} (${t('approvals.who.you')})`
      : refName(person);
}
