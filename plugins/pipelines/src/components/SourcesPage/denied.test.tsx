import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { SourcesWidget } from '../HomeWidgets';
import { SourcesPage } from './SourcesPage';

// A file of their own: permissions are cached for the page's whole life, here for all tests of a file.
describe('someone who may not see the sources', () => {
  it.each([
    ['the page', <SourcesPage />, 'You may not see the sources'],
    ['the widget', <SourcesWidget />, 'You may not see the sources.'],
  ])('is told so by %s, which asks nothing', async (_, element, words) => {
    const { requests } = await renderPage(element, {
      answers: {},
      isAllowed: false,
    });
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(requests).toEqual([]);
  });

  it('learns which permission it takes', async () => {
    await renderPage(<SourcesPage />, { answers: {}, isAllowed: false });
    expect(
      await screen.findByText(/pipelines\.source\.read/),
    ).toBeInTheDocument();
  });
});
