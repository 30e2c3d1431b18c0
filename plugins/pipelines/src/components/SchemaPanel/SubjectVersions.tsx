import { useState } from 'react';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SchemaVersion } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  Instant,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { useSchemaSubject } from '../../hooks/useSchemas';
import { streamsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';
import { SchemaDiffView } from './SchemaDiffView';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });
const Bar = styled('div')({ display: 'flex', gap: 12, alignItems: 'center' });

/** The versions of a subject, since when each is there and with which release it came, and how any two differ. @internal */
export const SubjectVersions = (props: {
  registryId: string;
  subject: string;
}) => {
  const { registryId, subject } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const [chosen, setChosen] = useState<{ from?: number; to?: number }>({});
  const detail = useSchemaSubject(registryId, subject);
  const { data, error } = detail;
  if (!data && error) {
    return (
      <ErrorPanel
        title={t('schemas.error')}
        error={error}
        onRetry={() => detail.refetch()}
        isRetrying={detail.isFetching}
      />
    );
  }
  if (!data) return <PanelSkeleton lines={3} />;
  const numbers = data.versions.map(each => each.version);
  const to = chosen.to ?? numbers[0];
  const from = chosen.from ?? numbers.find(each => each < to) ?? to;
  return (
    <Stack>
      <PlainTable aria-label={t('schemas.versionTable', { subject })}>
        <thead>
          <tr>
            {(['version', 'format', 'id', 'since', 'release'] as const).map(
              column => (
                <th key={column} scope="col">
                  {t(`schemas.column.${column}`)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {data.versions.map(version => (
            <VersionRow key={version.version} version={version} />
          ))}
        </tbody>
      </PlainTable>
      {numbers.length > 1 && (
        <>
          <Bar>
            {(['from', 'to'] as const).map(end => (
              <TextField
                key={end}
                select
                size="small"
                label={t(`schemas.diff.${end}`)}
                value={end === 'from' ? from : to}
                onChange={event =>
                  setChosen({
                    from,
                    to,
                    [end]: Number(event.target.value),
                  })
                }
                sx={{ minWidth: 110, '& .v5-MuiSelect-select': { py: '5px' } }}
              >
                {numbers.map(number => (
                  <MenuItem key={number} value={number}>
                    {t('schemas.version', { version: String(number) })}
                  </MenuItem>
                ))}
              </TextField>
            ))}
          </Bar>
          <SchemaDiffView
            registryId={registryId}
            subject={subject}
            from={from}
            to={to}
          />
        </>
      )}
    </Stack>
  );
};

const VersionRow = ({ version }: { version: SchemaVersion }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const links = useDeliveryLinks();
  const { introducedBy, registeredAt, seenAt } = version;
  return (
    <tr>
      <th scope="row">{version.version}</th>
      <td>{version.format}</td>
      <td>{version.schemaId}</td>
      <td>
        {registeredAt && <Instant instant={registeredAt} />}
        {!registeredAt && seenAt && <Instant instant={seenAt} />}
        {!registeredAt && !seenAt && (
          <span className="muted">{t('schemas.since.before')}</span>
        )}
      </td>
      <td className="wrap">
        {introducedBy ? (
          <Link to={links.release(introducedBy.releaseId)}>
            {t('schemas.release', {
              unit: introducedBy.unit,
              name: introducedBy.label ?? `#${introducedBy.sequence}`,
            })}
          </Link>
        ) : (
          <span className="muted" title={t('schemas.releaseUnknownHint')}>
            {t('schemas.releaseUnknown')}
          </span>
        )}
      </td>
    </tr>
  );
};
