import { screen, within } from '@testing-library/react';
import type { PipelineChanges } from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { PIPELINE_PATH } from '../../__testUtils__/pipeline';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { ChangesPanel } from './ChangesPanel';

const PATH = `${PIPELINE_PATH}/changes`;
const BEFORE = '2026-11-20T11:00:00.000Z';

const changes = (options: Partial<PipelineChanges> = {}): PipelineChanges => ({
  before: BEFORE,
  from: '2026-11-19T11:00:00.000Z',
  environment: 'prod',
  pipelines: 3,
  kinds: ['run', 'configuration'],
  hidden: 0,
  truncated: false,
  unknown: [],
  items: [
    {
      kind: 'run',
      at: '2026-11-20T08:50:00.000Z',
      pipeline: 'component:default/payments_load',
      distance: 1,
      run: '4811',
      reason: { code: 'run-failed', at: '2026-11-20T08:50:00.000Z', times: 3 },
    },
    {
      kind: 'configuration',
      at: '2026-11-19T12:00:00.000Z',
      pipeline: 'component:default/finance-daily-close',
      distance: 0,
      reason: {
        code: 'definition-changed',
        field: 'schedule',
        before: '0 4 * * *',
        after: '0 5 * * *',
      },
    },
  ],
  ...options,
});

const render = (answer: unknown) =>
  renderPage(
    <ChangesPanel
      pipeline="component:default/finance-daily-close"
      before={BEFORE}
      timezone="America/New_York"
    />,
    { answers: { [PATH]: answer } },
  );

describe('ChangesPanel', () => {
  it('says what changed, where and how long before', async () => {
    const { container, lastRequest } = await render(changes());
    const list = await screen.findByRole('list', {
      name: /^What changed before/,
    });
    const [failed, schedule] = within(list).getAllByRole('listitem');
    expect(failed).toHaveTextContent('2 h 10 min before');
    expect(failed).toHaveTextContent('A run failed');
    expect(failed).toHaveTextContent('1 pipeline upstream, 3 times');
    expect(
      within(failed).getByRole('link', { name: 'run 4811' }),
    ).toHaveAttribute('href', expect.stringContaining('/runs?run=4811'));
    expect(schedule).toHaveTextContent(
      'schedule changed: 0 4 * * * → 0 5 * * *',
    );
    expect(schedule).toHaveTextContent('finance-daily-close, here');
    expect(lastRequest(PATH)?.searchParams.get('before')).toBe(BEFORE);
    expect(lastRequest(PATH)?.searchParams.get('window')).toBe('24h');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('names a release: who wrote it, what it changed, and its promotion', async () => {
    const at = '2026-11-20T08:00:00.000Z';
    await render(
      changes({
        items: [
          {
            kind: 'release',
            at,
            pipeline: 'component:default/payments_load',
            distance: 1,
            promotion: 12,
            reason: {
              code: 'release-deployed',
              at,
              before: '1.0.0',
              after: '1.1.0',
              people: ['user:default/mara', 'Deniz <deniz@example.org>'],
              pipelines: ['a', 'b', 'c', 'd', 'e', 'f'].map(
                name => `component:default/${name}`,
              ),
            },
          },
          {
            kind: 'release',
            at,
            pipeline: 'component:default/payments_load',
            distance: 1,
            reason: { code: 'release-unmanaged', at, after: '9f86d08188' },
          },
        ],
      }),
    );
    const [deployed, byHand] = await screen.findAllByRole('listitem');
    expect(deployed).toHaveTextContent(
      'Release 1.1.0 was deployed, 1.0.0 ran before',
    );
    expect(deployed).toHaveTextContent(
      '6 pipelines changed together: a, b, c, d and 2 more',
    );
    expect(deployed).toHaveTextContent('by mara, Deniz <deniz@example.org>');
    expect(
      within(deployed).getByRole('link', { name: 'promotion 12' }),
    ).toHaveAttribute('href', '/pipelines/promotions/12');
    expect(byHand).toHaveTextContent('Changed by hand: — → 9f86d08188');
    expect(
      within(byHand).queryByRole('link', { name: /promotion/ }),
    ).not.toBeInTheDocument();
  });

  it('looks further back when asked, by keyboard', async () => {
    const { lastRequest, user } = await render(changes());
    const week = await screen.findByRole('button', { name: '7 d' });
    week.focus();
    await user.keyboard('{Enter}');
    expect(week).toHaveAttribute('aria-pressed', 'true');
    expect(lastRequest(PATH)?.searchParams.get('window')).toBe('7d');
  });

  it('says what is not known, and what is left out', async () => {
    await render(
      changes({
        hidden: 2,
        truncated: true,
        unknown: [
          { pipeline: 'component:default/legacy_export', why: 'not-observed' },
          { pipeline: 'component:default/orders_load', why: 'not-read' },
        ],
      }),
    );
    expect(
      await screen.findByText(/Looked at runs, configuration of 3 pipelines/),
    ).toHaveTextContent(
      'Not known: legacy_export is not observed; orders_load was never read. 2 pipelines upstream are left out: you may not see them. There is more upstream than was looked at.',
    );
  });

  it('shows the nearest at first, and all when asked', async () => {
    const [first] = changes().items;
    const items = Array.from({ length: 9 }, (_, i) => ({
      ...first,
      pipeline: `component:default/p${i}`,
    }));
    const { user } = await render(changes({ items }));
    expect(await screen.findAllByRole('listitem')).toHaveLength(6);
    await user.click(screen.getByRole('button', { name: 'Show 3 more' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(9);
  });

  it('says that nothing changed', async () => {
    await render(changes({ items: [] }));
    expect(
      await screen.findByText('Nothing that is collected changed'),
    ).toBeVisible();
  });

  it('says what went wrong, and can be asked again', async () => {
    await render(new Refusal(500, 'the catalog is away'));
    expect(await screen.findByText(/the catalog is away/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
  });
});
