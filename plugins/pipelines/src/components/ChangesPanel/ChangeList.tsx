import { Link } from '@backstage/core-components';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  changeReasonValues,
  type PipelineChange,
} from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  formatInstant,
  formatInstantFully,
} from '@sluice/plugin-pipelines-react';
import { secondsBefore } from '../../changes/changeWords';
import { refName } from '../../fleet/words';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { onCallTranslationRef } from '../../translation';

const List = styled('ol')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li': {
    display: 'grid',
    gridTemplateColumns: '118px minmax(0, 1fr)',
    gap: '0 12px',
    padding: '7px 0',
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  '& > li:last-child': { borderBottom: 0 },
  '& .what': { overflowWrap: 'anywhere' },
  '& .muted': { fontSize: 11.5, color: theme.palette.text.secondary },
  // Within text, colour alone wouldn't tell a link.
  '& .muted a': { textDecoration: 'underline' },
  '& time': { fontVariantNumeric: 'tabular-nums' },
}));

/** So many names are read at a glance. */
const NAMED = 4;

/** An author is a user of the catalog, or what a commit says. */
const personName = (person: string) =>
  person.startsWith('user:') ? refName(person) : person;

/** What changed, a line each: how long before, what, and where. @internal */
export const ChangeList = (props: {
  name: string;
  changes: readonly PipelineChange[];
  /** The moment before which it happened, ISO 8601. */
  before: string;
  timezone: string;
  /** The reader's clock, epoch milliseconds. */
  now: number;
}) => {
  const { name, changes, before, timezone, now } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const linkTo = usePipelineLink();
  const delivery = useDeliveryLinks();
  const instant = (time: string) =>
    formatInstant(time, { now, zone: timezone });
  /** The first of them, and how many more there are. */
  const named = (names: string[]) =>
    names.length <= NAMED
      ? names.join(', ')
      : t('changes.andMore', {
          names: names.slice(0, NAMED).join(', '),
          number: String(names.length - NAMED),
        });
  /** Of a release: what else it changed, and who wrote it. */
  const released = ({
    people = [],
    pipelines = [],
  }: PipelineChange['reason']) => [
    ...(pipelines.length > 1
      ? [
          t('changes.together', {
            count: pipelines.length,
            names: named(pipelines.map(refName)),
          }),
        ]
      : []),
    ...(people.length > 0
      ? [t('changes.by', { people: named(people.map(personName)) })]
      : []),
  ];
  return (
    <List aria-label={name}>
      {changes.map(change => {
        const { at, distance, pipeline, promotion, reason, run, url } = change;
        const values = changeReasonValues(reason, {
          instant,
          duration: formatDuration,
          number: value => value.toLocaleString(),
        });
        return (
          <li key={`${pipeline} ${at} ${JSON.stringify(reason)}`}>
            <time dateTime={at} title={formatInstantFully(at, timezone)}>
              {t('changes.ago', {
                duration: formatDuration(secondsBefore(change, before)),
              })}
              <div className="muted">{instant(at)}</div>
            </time>
            <div className="what">
              {t(`changes.reason.${reason.code}`, values as never)}
              <div className="muted">
                <Link to={linkTo(pipeline)}>{refName(pipeline)}</Link>
                {', '}
                {distance === 0
                  ? t('changes.here')
                  : t('changes.upstream', { count: distance })}
                {reason.times !== undefined &&
                  `, ${t('changes.times', {
                    number: String(reason.times),
                  })}`}
                {run !== undefined && (
                  <>
                    {', '}
                    <Link to={`${linkTo(pipeline)}/runs?run=${run}`}>
                      {t('changes.run', { id: run })}
                    </Link>
                  </>
                )}
                {promotion !== undefined && (
                  <>
                    {', '}
                    <Link to={delivery.promotion(promotion)}>
                      {t('changes.promotion', { id: String(promotion) })}
                    </Link>
                  </>
                )}
                {run === undefined && url && (
                  <>
                    {', '}
                    <Link to={url}>{new URL(url).host}</Link>
                  </>
                )}
                {released(reason).map(words => (
                  <div key={words}>{words}</div>
                ))}
              </div>
            </div>
          </li>
        );
      })}
    </List>
  );
};
