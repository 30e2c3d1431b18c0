import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { StatusChip } from './StatusChip';

describe('StatusChip', () => {
  it('says the state in a word, with its shape and its reason', async () => {
    await renderInTestApp(
      <StatusChip
        status={{ kind: 'fleet', state: 'unknown' }}
        reason="airflow-prod can't be read since 04:10"
      />,
    );
    const chip = await screen.findByTitle(
      "airflow-prod can't be read since 04:10",
    );
    expect(chip).toHaveTextContent('Unknown');
    expect(chip.querySelector('[data-glyph="diamond"]')).toBeInTheDocument();
  });

  it('takes words of its own', async () => {
    await renderInTestApp(
      <StatusChip
        status={{ kind: 'run', state: 'failed' }}
        label="Failed twice"
      />,
    );
    expect(await screen.findByText('Failed twice')).toBeInTheDocument();
  });
});
