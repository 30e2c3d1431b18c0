import type { DbtNodeManifest } from '../manifests/shapes';
import { selects } from './selection';

const node = (more: Partial<DbtNodeManifest>): DbtNodeManifest => ({
  resource_type: 'model',
  checksum: 'a',
  columns: {},
  depends_on: [],
  tags: [],
  ...more,
});
const MODEL = 'model.northstar.fct_revenue';
const nodes = {
  [MODEL]: node({
    tags: ['close'],
    path: 'models/marts/fct_revenue.sql',
    fqn: ['northstar', 'marts', 'fct_revenue'],
  }),
  'model.northstar.bare': node({}),
  'test.northstar.unique.1': node({
    resource_type: 'test',
    depends_on: [MODEL],
  }),
};

describe('selects', () => {
  it.each<[string, string, boolean | undefined]>([
    ['tag:close', MODEL, true],
    ['tag:open', MODEL, false],
    ['tag:open tag:close', MODEL, true],
    ['tag:close,path:models/marts', MODEL, true],
    ['tag:close,tag:open', MODEL, false],
    ['path:models/mart', MODEL, false],
    ['path:models/marts/', MODEL, true],
    ['file:fct_revenue.sql', MODEL, true],
    ['resource_type:model', MODEL, true],
    ['fct_revenue', MODEL, true],
    ['marts', MODEL, true],
    ['northstar.marts', MODEL, true],
    ['staging', MODEL, false],
    ['+fct_revenue', MODEL, undefined],
    ['tag:close +other', MODEL, true],
    ['state:modified', MODEL, undefined],
    ['marts.*', MODEL, undefined],
    ['tag:open,marts.*', MODEL, false],
    ['path:models', 'model.northstar.bare', undefined],
    ['tag:close', 'test.northstar.unique.1', true],
    ['tag:close', 'model.northstar.gone', undefined],
  ])('tells whether %s builds %s', (selector, id, expected) => {
    expect(selects(selector, id, { nodes })).toBe(expected);
  });
});
