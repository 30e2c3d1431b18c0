import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { PIPELINE_PATH, pipelineEntity } from '../../__testUtils__/pipeline';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { LineagePage } from './LineagePage';

const here = {
  entityRef: 'component:default/finance-daily-close',
  name: 'finance-daily-close',
  kind: 'Component',
  type: 'airflow-dag',
  distance: 0,
  status: 'ok',
};

const lineage = {
  nodes: [
    here,
    {
      entityRef: 'resource:default/raw-payments',
      name: 'raw-payments',
      kind: 'Resource',
      type: 'snowflake-table',
      distance: -1,
    },
    {
      entityRef: 'component:default/payments-cdc',
      name: 'payments-cdc',
      kind: 'Component',
      type: 'kafka-consumer',
      distance: -2,
      status: 'late',
      statusReason: { code: 'overdue-running', dueAt: '2026-11-21T05:12:00Z' },
    },
    {
      entityRef: 'resource:default/gone',
      name: 'gone',
      kind: 'Resource',
      type: 'snowflake-table',
      distance: 1,
      missing: true,
    },
  ],
  edges: [
    {
      from: 'resource:default/raw-payments',
      to: 'component:default/finance-daily-close',
    },
  ],
  truncated: true,
};

const render = (answer: unknown) =>
  renderPage(<LineagePage entity={pipelineEntity} />, {
    answers: { [`${PIPELINE_PATH}/lineage`]: answer },
  });

describe('LineagePage', () => {
  beforeAll(() => {
    // jsdom lays nothing out; the graph asks every node for its size.
    Object.assign(SVGElement.prototype, {
      getBBox: () => ({ x: 0, y: 0, width: 196, height: 44 }),
    });
  });
  afterAll(() => {
    delete (SVGElement.prototype as { getBBox?: unknown }).getBBox;
  });

  it('says in words what the graph draws, nearest first', async () => {
    const { container } = await render(lineage);
    const upstream = await screen.findByRole('region', {
      name: 'It reads from',
    });
    expect(
      within(upstream)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(/raw-payments.*snowflake-table · 1 step$/),
      expect.stringMatching(/payments-cdc.*kafka-consumer · 2 stepsLate$/),
    ]);
    const downstream = screen.getByRole('region', { name: 'It feeds' });
    expect(downstream).toHaveTextContent('not in the catalog');
    expect(within(downstream).queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'There are more neighbours than can be drawn',
    );
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('goes as many steps as asked', async () => {
    const { user, lastRequest } = await render(lineage);
    await user.click(await screen.findByRole('button', { name: '4' }));
    await screen.findByRole('button', { name: '4', pressed: true });
    expect(
      lastRequest(`${PIPELINE_PATH}/lineage`)!.searchParams.get('depth'),
    ).toBe('4');
  });

  it('says how to declare neighbours where there is none', async () => {
    await render({ nodes: [here], edges: [], truncated: false });
    expect(
      await screen.findByText('No neighbour is known'),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    await render(new Refusal(403, 'not yours'));
    expect(await screen.findByRole('alert')).toHaveTextContent('not yours');
  });
});
