import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReleaseDetail } from '@sluice/plugin-pipelines-common';
import { EmptyState } from '@sluice/plugin-pipelines-react';
import { deliveryTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

const KIB = 1024;

/** What a release is made of, with the digest of each. @internal */
export const ArtifactTable = (props: {
  artifacts: ReleaseDetail['artifacts'];
}) => {
  const { artifacts } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  if (artifacts.length === 0) {
    return <EmptyState title={t('releases.release.noArtifacts')} />;
  }
  return (
    <PlainTable aria-label={t('releases.release.artifacts')}>
      <thead>
        <tr>
          <th scope="col">{t('releases.release.artifact')}</th>
          <th scope="col">{t('releases.release.kind')}</th>
          <th scope="col" className="number">
            {t('releases.release.size')}
          </th>
          <th scope="col">{t('releases.release.digest')}</th>
        </tr>
      </thead>
      <tbody>
        {artifacts.map(({ digest, kind, name, sizeBytes }) => (
          <tr key={name}>
            <th scope="row" className="wrap">
              {name}
            </th>
            <td>{kind}</td>
            <td className="number">
              {sizeBytes === undefined ? '—' : sizeWords(sizeBytes)}
            </td>
            <td>
              <code title={digest}>
                {digest.replace('sha256:', '').slice(0, 12)}…
              </code>
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
};

/** Bytes as people say them, in binary units. */
function sizeWords(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  if (bytes < KIB * KIB) return `${(bytes / KIB).toFixed(1)} KiB`;
  return `${(bytes / KIB / KIB).toFixed(1)} MiB`;
}
