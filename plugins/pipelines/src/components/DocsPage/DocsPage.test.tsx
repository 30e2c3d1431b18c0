import { screen } from '@testing-library/react';
import { PIPELINE_PATH, pipelineEntity } from '../../__testUtils__/pipeline';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { DocsPage } from './DocsPage';

const render = (answer: unknown) =>
  renderPage(<DocsPage entity={pipelineEntity} />, {
    answers: { [`${PIPELINE_PATH}/docs`]: answer },
  });

describe('DocsPage', () => {
  it('shows the docs, and the runbook when asked', async () => {
    const { user, container } = await render((query: URLSearchParams) => ({
      markdown: `## About the ${query.get('page')}`,
      location: 'docs/close.md',
    }));
    expect(
      await screen.findByRole('heading', { name: 'About the docs' }),
    ).toBeInTheDocument();
    expect(screen.getByText('read from docs/close.md')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Runbook' }));
    expect(
      await screen.findByRole('heading', { name: 'About the runbook' }),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('names the annotation to add where there is no page', async () => {
    await render(new Refusal(404, 'The entity has no docs'));
    expect(await screen.findByText('No docs yet')).toBeInTheDocument();
    expect(screen.getByText(/sluice\.dev\/docs/)).toBeInTheDocument();
    expect(
      screen.getByText(/What was tried: The entity has no docs/),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    await render(new Refusal(403, 'not yours'));
    expect(await screen.findByRole('alert')).toHaveTextContent('not yours');
  });
});
