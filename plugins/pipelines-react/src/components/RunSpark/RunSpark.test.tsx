import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { RunSpark, type SparkRun } from './RunSpark';

const runs: SparkRun[] = [
  ...Array.from({ length: 38 }, (_, index) => ({
    id: `${index}`,
    state: 'success' as const,
    durationSeconds: 60 + index,
  })),
  { id: 'f', state: 'failed', durationSeconds: 2 },
  { id: 'r', state: 'running' },
];

describe('RunSpark', () => {
  it('says in words what the bars show, of the last 30 runs', async () => {
    await renderInTestApp(<RunSpark runs={runs} />);
    const strip = await screen.findByRole('img', {
      name: '28 of 29 finished runs succeeded, 1 failed, 1 not finished',
    });
    expect(strip.children).toHaveLength(30);
  });

  it('says when there is none', async () => {
    await renderInTestApp(<RunSpark runs={[]} />);
    expect(await screen.findByText('No runs yet')).toBeInTheDocument();
  });
});
