import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReleaseDetail } from '@sluice/plugin-pipelines-common';
import { deliveryTranslationRef } from '../../translation';
import { Timeline } from '../Timeline';

/** What a release brings, and who wrote it; text of others is shown as text. @internal */
export const CommitList = (props: { commits: ReleaseDetail['commits'] }) => {
  const { commits } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  if (!commits || commits.length === 0) {
    return <p style={{ margin: 0 }}>{t('releases.release.noCommits')}</p>;
  }
  return (
    <Timeline
      name={t('releases.release.commits')}
      entries={commits.map(
        ({ author, coAuthors, committedAt, sha, title }) => ({
          id: sha,
          at: committedAt,
          what: title,
          by: [author, ...coAuthors].map(person => person.name).join(', '),
          text: sha.slice(0, 7),
        }),
      )}
    />
  );
};
