import AccountTreeOutlined from '@mui/icons-material/AccountTreeOutlined';
import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { isPipelineResult } from '../components/SearchResult';

const pipelineSearchResult = SearchResultListItemBlueprint.make({
  params: {
    icon: <AccountTreeOutlined />,
    predicate: isPipelineResult,
    component: () =>
      import('../components/SearchResult').then(m => m.PipelineSearchResult),
  },
});

export default [pipelineSearchResult];
