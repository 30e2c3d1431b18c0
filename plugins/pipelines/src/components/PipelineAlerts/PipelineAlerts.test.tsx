import { screen } from '@testing-library/react';
import { alert, incident } from '../../__testUtils__/alerts';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { PipelineAlertBadges, PipelineAlertsPanel } from '.';

const REF = 'component:default/finance-daily-close';

const render = (alerts: unknown, incidents: unknown) =>
  renderPage(
    <>
      <PipelineAlertBadges entityRef={REF} />
      <PipelineAlertsPanel entityRef={REF} />
    </>,
    { answers: { '/alerts': alerts, '/incidents': incidents } },
  );

describe('PipelineAlerts', () => {
  it('links to the alerts and the open incident of a pipeline', async () => {
    const { container, lastRequest } = await render(
      { items: [alert()] },
      { items: [incident()] },
    );
    expect(
      await screen.findByRole('link', { name: /1 alert/ }),
    ).toHaveAttribute('href', '/pipelines/alerts/12');
    expect(
      await screen.findByRole('link', { name: /^Incident$/ }),
    ).toHaveAttribute('href', '/pipelines/incidents/3');
    expect(lastRequest('/alerts')?.searchParams.get('pipeline')).toBe(REF);
    expect(screen.getByRole('region', { name: 'Alerts' })).toHaveTextContent(
      'Look at the failed run of payments_load',
    );
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it.each([
    ['there is none', { items: [] }, { items: [] }],
    ['nobody knows', new Refusal(500, 'no'), new Refusal(500, 'no')],
  ])('shows nothing where %s', async (_, alerts, incidents) => {
    const { container } = await render(alerts, incidents);
    expect(container).toBeEmptyDOMElement();
  });
});
