import { screen } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import {
  consumerGroup,
  LAG_HOUR,
  lagSeries,
  partitionLag,
} from '../../__testUtils__/streams';
import { LagPage } from './LagPage';

jest.setTimeout(60_000);

const PATH = '/entities/component/default/orders_enrichment';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders_enrichment' },
  spec: { type: 'kafka-consumer' },
};
const answersOf = (more: Record<string, unknown> = {}) => ({
  [`${PATH}/lag`]: { ...LAG_HOUR, items: [lagSeries()] },
  '/kafka/connectors': { items: [], clusters: [] },
  '/kafka/topics': { items: [], totalItems: 0 },
  '/schemas': { items: [], totalItems: 0, registries: [] },
  [`${PATH}/slos`]: {
    items: [{ kind: 'freshness', definition: { freshness: { max: '3m' } } }],
  },
  [`${PATH}/releases`]: {
    unit: 'orders-enrichment',
    items: [
      {
        environment: 'prod',
        origin: 'promotion',
        at: '2026-11-21T09:10:00.000Z',
        release: { label: '1.9.3', sequence: 3, commit: 'abcdef0123' },
      },
      {
        environment: 'dev',
        origin: 'promotion',
        at: '2026-11-21T09:00:00.000Z',
        release: { label: '1.9.4', sequence: 4, commit: 'abcdef0124' },
      },
    ],
  },
  ...more,
});

describe('LagPage', () => {
  it('shows how far behind it is, what is promised, what was released, and since when it stalls', async () => {
    const { container } = await renderPage(<LagPage entity={entity} />, {
      answers: answersOf(),
    });
    const chart = await screen.findByRole('img', {
      name: /Behind in time: now 14 min, at most 14 min.*under 3 min.*Released: 1\.9\.3/,
    });
    expect(chart).not.toHaveAccessibleName(/1\.9\.4/);
    expect(
      screen.getByRole('group', { name: 'messages left to read' }),
    ).toHaveTextContent('41,208');
    expect(
      screen.getByRole('group', { name: 'until nothing is left' }),
    ).toHaveTextContent('more comes in than is read');
    expect(
      screen.getByRole('list', { name: 'Health over time' }),
    ).toHaveTextContent('offset unchanged at 812');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('asks for another time, and for partitions only when somebody wants them', async () => {
    const { lastRequest, user } = await renderPage(
      <LagPage entity={entity} />,
      {
        answers: answersOf({
          '/kafka/groups/7': {
            group: consumerGroup(),
            partitions: [partitionLag(0), partitionLag(1)],
            members: [],
          },
        }),
      },
    );
    await user.click(await screen.findByRole('button', { name: '30 d' }));
    const from = Date.parse(
      lastRequest(`${PATH}/lag`)!.searchParams.get('from')!,
    );
    expect((Date.now() - from) / 86_400_000).toBeCloseTo(30, 1);
    expect(lastRequest('/kafka/groups/7')).toBeUndefined();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(
      await screen.findByRole('grid', { name: 'Partitions' }),
    ).toHaveAttribute('aria-rowcount', '3');
    expect(screen.getByText('No member: nobody reads')).toBeInTheDocument();
  });

  it('shows the group that is furthest behind, and lets choose another', async () => {
    const other = lagSeries(
      consumerGroup({ id: 9, seconds: 2, clusterTitle: 'Kafka (dr)' }),
    );
    const { user } = await renderPage(<LagPage entity={entity} />, {
      answers: answersOf({
        [`${PATH}/lag`]: { ...LAG_HOUR, items: [other, lagSeries()] },
      }),
    });
    const tile = await screen.findByRole('group', { name: 'behind' });
    expect(tile).toHaveTextContent('14 min');
    await user.click(screen.getByRole('combobox', { name: 'Consumer group' }));
    await user.click(
      await screen.findByRole('option', { name: /Kafka \(dr\)/ }),
    );
    expect(screen.getByRole('group', { name: 'behind' })).toHaveTextContent(
      '2 s',
    );
  });

  it('says why nothing is known', async () => {
    await renderPage(<LagPage entity={entity} />, {
      answers: answersOf({ [`${PATH}/lag`]: { ...LAG_HOUR, items: [] } }),
    });
    expect(
      await screen.findByText(/sluice\.dev\/kafka-consumer-group/),
    ).toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    const answers: Record<string, unknown> = answersOf({
      [`${PATH}/lag`]: new Refusal(403, 'You may not see it'),
    });
    const { user } = await renderPage(<LagPage entity={entity} />, { answers });
    expect(await screen.findByText(/You may not see it/)).toBeInTheDocument();
    answers[`${PATH}/lag`] = { ...LAG_HOUR, items: [lagSeries()] };
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('group', { name: 'behind' }),
    ).toHaveTextContent('14 min');
  });
});
