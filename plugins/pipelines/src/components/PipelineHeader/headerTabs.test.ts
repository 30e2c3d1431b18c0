import { headerTabs } from './headerTabs';

const tab = (id: string) => ({ id, label: id, href: id.slice(1) });

describe('headerTabs', () => {
  it('opens groups, puts our parts after the overview, and keeps the order of the rest', () => {
    expect(
      headerTabs([
        { id: 'group', label: 'Group', items: [tab('/ci'), tab('/')] },
        tab('/pipeline-docs'),
        tab('/runs'),
        tab('/freshness'),
        tab('/api'),
      ]).map(({ id }) => id),
    ).toEqual(['/', '/freshness', '/runs', '/pipeline-docs', '/ci', '/api']);
  });
});
