import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import {
  HighlightedSearchResultText,
  type SearchResultListItemExtensionProps,
} from '@backstage/plugin-search-react';
import {
  StatusChip,
  ToneChip,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { PipelinesQueryProvider } from '../../api';
import { refName } from '../../fleet/words';
import { usePipelineStatus } from '../../hooks/usePipelineStatus';
import { pipelinesTranslationRef } from '../../translation';
import { entityRefOf, type CatalogDocument } from './pipelineDocument';

/**
 * What {@link PipelineSearchResult} shows.
 *
 * @internal
 */
export type PipelineSearchResultProps = SearchResultListItemExtensionProps<{
  result?: SearchDocument;
  highlight?: ResultHighlight;
}>;

const Item = styled('div')(({ theme }) => ({
  width: '100%',
  padding: '6px 0',
  fontSize: 12.5,
  lineHeight: 1.5,
  color: theme.palette.text.primary,
}));

const Title = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 10,
  fontSize: 14,
  fontWeight: 650,
});

const Muted = styled('div')(({ theme }) => ({
  color: theme.palette.text.secondary,
}));

/**
 * A pipeline among search results: what it is, whose, and how it is now.
 *
 * @internal
 */
export const PipelineSearchResult = (props: PipelineSearchResultProps) => {
  const { result, highlight } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  if (!result) return null;
  const { title, text, location, type, owner, lifecycle } =
    result as CatalogDocument;
  const words = (field: 'title' | 'text', plain: string) =>
    highlight?.fields[field] ? (
      <HighlightedSearchResultText
        text={highlight.fields[field]}
        preTag={highlight.preTag}
        postTag={highlight.postTag}
      />
    ) : (
      plain
    );
  return (
    <PipelinesQueryProvider>
      <Item>
        <Title>
          <Link noTrack to={location}>
            {words('title', title)}
          </Link>
          <Status entityRef={entityRefOf(result)} />
        </Title>
        <Muted>
          {[
            type,
            owner && t('search.owner', { owner: refName(owner) }),
            lifecycle,
          ]
            .filter(Boolean)
            .join(' · ')}
          <Domain entityRef={entityRefOf(result)} />
        </Muted>
        <div>{words('text', text)}</div>
      </Item>
    </PipelinesQueryProvider>
  );
};

const Status = (props: { entityRef: string | undefined }) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const reasonOf = useStatusReason();
  const { data, isPending, isEnabled } = usePipelineStatus(props.entityRef);
  if (isEnabled && isPending) return null;
  if (!data) {
    return (
      <ToneChip tone="unknown" glyph="diamond">
        {t('search.noStatus')}
      </ToneChip>
    );
  }
  return (
    <StatusChip
      status={{ kind: 'fleet', state: data.status }}
      reason={reasonOf(data.statusReason)}
    />
  );
};

const Domain = (props: { entityRef: string | undefined }) => {
  const { data } = usePipelineStatus(props.entityRef);
  return data?.domain ? <> · {refName(data.domain)}</> : null;
};
