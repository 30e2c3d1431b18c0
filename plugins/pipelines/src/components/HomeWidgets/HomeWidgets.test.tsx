import { screen } from '@testing-library/react';
import { morningReport } from '../../__testUtils__/alerts';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  failedRow,
  fleetPage,
  fleetRow,
  source,
} from '../../__testUtils__/fleet';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import {
  FINANCE,
  ownerStanding,
  scorecard,
  toDo,
} from '../../__testUtils__/scorecards';
import {
  FailedLastNight,
  MorningReportWidget,
  MyPipelines,
  RunningLate,
  ScorecardsWidget,
  SourcesWidget,
} from './index';

const ended = (hoursAgo: number, name: string) => ({
  ...failedRow,
  name,
  entityRef: `component:default/${name}`,
  lastRun: {
    ...failedRow.lastRun!,
    endedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
  },
});

describe('MyPipelines', () => {
  it('lists what the reader and the reader’s groups own', async () => {
    const { lastRequest, container } = await renderPage(<MyPipelines />, {
      ownershipRefs: ['user:default/ines', 'group:default/finance-data'],
      answers: { '/fleet': fleetPage([failedRow]) },
    });
    expect(
      await screen.findByRole('link', { name: 'finance-daily-close' }),
    ).toHaveAttribute('href', '/catalog/default/component/finance-daily-close');
    expect(lastRequest('/fleet')?.searchParams.getAll('owner')).toEqual([
      'user:default/ines',
      'group:default/finance-data',
    ]);
    expect(screen.getByRole('link', { name: 'Open in Fleet' })).toHaveAttribute(
      'href',
      '/pipelines?owner=user%3Adefault%2Fines&owner=group%3Adefault%2Ffinance-data',
    );
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('asks nothing for someone who owns nothing', async () => {
    const { requests } = await renderPage(<MyPipelines />, { answers: {} });
    expect(
      await screen.findByText(/You and your groups own no pipelines/),
    ).toBeInTheDocument();
    expect(requests).toEqual([]);
  });
});

describe('ScorecardsWidget', () => {
  it('says where the reader’s groups stand, and what to do next', async () => {
    const { container } = await renderPage(<ScorecardsWidget />, {
      ownershipRefs: ['user:default/ines', FINANCE],
      answers: {
        '/scorecard-owners/group/default/finance-data': {
          owner: FINANCE,
          items: [{ scorecard: scorecard(), standing: ownerStanding() }],
          toDo: [toDo()],
        },
      },
    });
    const item = await screen.findByRole('listitem');
    expect(item).toHaveTextContent(
      'silverProduction readinessnext: Runbook (hours)',
    );
    expect(
      screen.getByRole('link', { name: 'Open Scorecards' }),
    ).toHaveAttribute('href', '/pipelines/scorecards');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('has nothing to say to someone without a group', async () => {
    await renderPage(<ScorecardsWidget />, {
      ownershipRefs: ['user:default/ines'],
      answers: {},
    });
    expect(
      await screen.findByText(/No scorecard is about a pipeline/),
    ).toBeInTheDocument();
  });
});

describe('MorningReportWidget', () => {
  it('names what will be late, with how many it affects', async () => {
    const { container } = await renderPage(<MorningReportWidget />, {
      answers: { '/reports/morning': morningReport() },
    });
    expect(
      await screen.findByRole('link', {
        name: 'payments_load holds up 14 pipelines',
      }),
    ).toHaveAttribute('href', '/pipelines/alerts/12');
    expect(screen.getByRole('listitem')).toHaveTextContent('1 pipeline');
    expect(
      screen.getByRole('link', { name: 'Open the report of 2026-11-21' }),
    ).toHaveAttribute('href', '/pipelines/reports/2026-11-21');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it.each([
    [
      'is quiet',
      morningReport({ quiet: true, atRisk: [] }),
      /^A quiet morning/,
    ],
    ['has no report yet', null, 'No report yet'],
    ['fails', new Refusal(500, 'disk full'), /disk full/],
  ])('says when the morning %s', async (_, answer, words) => {
    await renderPage(<MorningReportWidget />, {
      answers: { '/reports/morning': answer },
    });
    expect(await screen.findByText(words)).toBeVisible();
  });
});

describe('FailedLastNight', () => {
  it('lists the failures of the night and counts those before', async () => {
    await renderPage(<FailedLastNight />, {
      answers: {
        '/fleet': fleetPage([ended(1, 'tonight'), ended(72, 'long-ago')]),
      },
    });
    expect(
      await screen.findByRole('link', { name: 'tonight' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'long-ago' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText('1 more failed earlier and is still failing'),
    ).toBeInTheDocument();
  });

  it('says in words that nothing failed', async () => {
    await renderPage(<FailedLastNight />, {
      answers: { '/fleet': fleetPage([]) },
    });
    expect(
      await screen.findByText(/Nothing that failed since yesterday 18:00/),
    ).toBeInTheDocument();
  });
});

describe('RunningLate', () => {
  it('names seven and links to the rest', async () => {
    const rows = Array.from({ length: 9 }, (_, index) =>
      fleetRow({ name: `late-${index}`, status: 'late' }),
    );
    await renderPage(<RunningLate />, {
      answers: { '/fleet': fleetPage(rows) },
    });
    expect(await screen.findByRole('link', { name: 'All 9' })).toHaveAttribute(
      'href',
      '/pipelines?status=late',
    );
    expect(screen.getAllByRole('link', { name: /^late-/ })).toHaveLength(7);
  });

  it('says what failed and tries again', async () => {
    const answers: Record<string, unknown> = {
      '/fleet': new Refusal(403, 'not allowed'),
    };
    const { user } = await renderPage(<RunningLate />, { answers });
    await screen.findByText(/not allowed/);
    answers['/fleet'] = fleetPage([]);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing runs late.')).toBeInTheDocument();
  });
});

describe('SourcesWidget', () => {
  it.each([
    ['all are read', [source()], 'The one source is read in time.'],
    ['there is none', [], 'No source is configured.'],
    [
      'one is not read',
      [source({ status: 'failing', message: 'connection refused' })],
      'connection refused',
    ],
  ])('says that %s', async (_, items, words) => {
    await renderPage(<SourcesWidget />, {
      answers: { '/sources': { items } },
    });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
