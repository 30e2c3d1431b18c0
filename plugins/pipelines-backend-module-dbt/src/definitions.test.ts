import { recordedManifest } from './__testUtils__/fixtures';
import { selectionDefinition } from './definitions';
import { select } from './selection/select';

describe('selectionDefinition', () => {
  it.each([
    ['+fct_revenue', '3 models; 4 tests'],
    ['raw_orders', '1 seed; 0 tests'],
    ['fct_revenue', '1 model; 1 test'],
  ])('%s', (selector, description) => {
    const manifest = recordedManifest();
    expect(
      selectionDefinition({
        externalId: `lab/${selector}`,
        ids: select(manifest, selector),
        manifest,
      }),
    ).toEqual({
      externalId: `lab/${selector}`,
      type: 'dbt-selection',
      description,
      paused: false,
    });
  });
});
