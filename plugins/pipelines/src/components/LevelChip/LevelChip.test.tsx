import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { CheckStateChip, LevelChip } from '.';

const levels = ['bronze', 'silver', 'gold'];

it('names a level, or what is below the first one', async () => {
  await renderPage(
    <>
      <LevelChip level="silver" levels={levels} />
      <LevelChip level={undefined} levels={levels} />
      <LevelChip level={undefined} levels={[]} />
      <CheckStateChip state="unknown" />
    </>,
    { answers: {} },
  );
  expect(screen.getByText('silver')).toBeInTheDocument();
  expect(screen.getByText('below bronze')).toBeInTheDocument();
  expect(screen.getByText('no level')).toBeInTheDocument();
  expect(screen.getByText('Unknown')).toBeInTheDocument();
});
