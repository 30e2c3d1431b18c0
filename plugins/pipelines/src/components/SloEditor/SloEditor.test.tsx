import { screen, waitFor, within } from '@testing-library/react';
import type {
  Slo,
  SloBudget,
  SloPreview,
  SloPreviewRequest,
  Verdict,
} from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import { day, dayBefore, ENTITY, slo } from '../../__testUtils__/slo';
import { SloEditor } from './SloEditor';

const SLO: Slo = slo({
  definition: {
    name: 'ready-in-the-morning',
    kind: 'deadline',
    target: 95,
    window: { rolling: '28d' },
    deadline: { time: '06:00', timezone: 'America/New_York' },
  },
});

const verdict = (date: string, state: Verdict['state']): Verdict => ({
  pipeline: ENTITY,
  occurrence: date,
  dueAt: `${date}T11:00:00.000Z`,
  localDate: date,
  state,
  rawState: state,
  rescued: false,
  final: true,
  evidence: {
    runIds: [4811],
    sourceIds: ['airflow-prod'],
    intervals: 1,
    missing: [],
    reason: state === 'GOOD' ? 'in-time' : 'late',
  },
});

const budget = (good: number, bad: number): SloBudget => ({
  ...SLO.budget!,
  good,
  bad,
  missesLeft: 1 - bad,
});

/** The 7 o'clock deadline was kept on a day on which the one at 6 was missed. */
function preview(_: URLSearchParams, body: SloPreviewRequest): SloPreview {
  const { deadline, target } = body.slo as any;
  if (Number(target) >= 100) {
    return {
      problems: [
        { level: 'error', path: 'slo[0].target', message: 'must be below 100' },
        { level: 'error', path: 'slo[0].name', message: 'is taken' },
      ],
      verdicts: [],
      truncated: false,
    };
  }
  const isKept = deadline.time >= '07:00';
  return {
    problems: [],
    budget: isKept ? budget(20, 0) : budget(19, 1),
    days: [
      day(dayBefore(2), { good: 1 }),
      day(dayBefore(1), isKept ? { good: 1 } : { bad: 1 }),
    ],
    verdicts: [
      verdict(dayBefore(1), isKept ? 'GOOD' : 'LATE'),
      verdict(dayBefore(2), 'GOOD'),
    ],
    truncated: false,
    yaml: `- name: ready-in-the-morning\n  deadline: { time: "${deadline.time}" }\n`,
  };
}

async function render(changes: Answers = {}, of: Slo = SLO) {
  const onOpenRun = jest.fn();
  const onClose = jest.fn();
  const page = await renderPage(
    <SloEditor slo={of} onOpenRun={onOpenRun} onClose={onClose} />,
    { answers: { '/slos/preview': preview, ...changes } },
  );
  return { ...page, onOpenRun, onClose };
}

const panel = (name: string) => screen.findByRole('region', { name });

describe('SloEditor', () => {
  it('shows today beside what another deadline would have come to', async () => {
    const { container, user } = await render();
    expect(await screen.findByText('the same verdicts')).toBeInTheDocument();
    const time = screen.getByLabelText('Deadline');
    await user.clear(time);
    await user.type(time, '07:00');
    expect(
      await screen.findByText('1 turn good, 0 turn bad'),
    ).toBeInTheDocument();
    const now = await panel('As it is');
    const then = await panel('As tried');
    expect(now).toHaveTextContent('95 %');
    expect(now).toHaveTextContent('0 of 1');
    expect(then).toHaveTextContent('100 %');
    expect(then).toHaveTextContent('1 of 1');
    const stateIn = (part: HTMLElement) =>
      part.querySelector<HTMLElement>(`[data-date="${dayBefore(1)}"]`)!.dataset
        .state;
    expect([stateIn(now), stateIn(then)]).toEqual(['LATE', 'GOOD']);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('gives the YAML to copy, and says where it goes', async () => {
    const { user } = await render();
    const written = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    await user.click(await screen.findByRole('button', { name: 'Copy YAML' }));
    expect(written).toHaveBeenCalledWith(
      expect.stringContaining('- name: ready-in-the-morning'),
    );
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^replaces ready-in-the-morning in the entity/),
    ).toBeInTheDocument();
  });

  it('says of a default how it is overridden', async () => {
    await render({}, { ...SLO, origin: 'default' });
    expect(
      await screen.findByText(/to override the default ready-in-the-morning/),
    ).toBeInTheDocument();
  });

  it('names a problem at its field, and shows no verdicts of what is wrong', async () => {
    const { user } = await render();
    await screen.findByText('the same verdicts');
    const target = screen.getByLabelText('Target, percent');
    await user.clear(target);
    await user.type(target, '101');
    expect(await screen.findByText('must be below 100')).toBeInTheDocument();
    expect(target).toBeInvalid();
    expect(screen.getByText('name: is taken')).toBeInTheDocument();
    const then = await panel('As tried');
    expect(
      within(then).getByText(/until what is marked is put right/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Copy YAML' }),
    ).not.toBeInTheDocument();
  });

  it('takes any zone that the browser knows', async () => {
    const asked = jest.fn(preview);
    const { user } = await render({ '/slos/preview': asked });
    const zone = await screen.findByLabelText('Time zone');
    expect(zone).toHaveValue('America/New_York');
    await user.clear(zone);
    await user.type(zone, 'Europe/Berl');
    await user.click(
      await screen.findByRole('option', { name: 'Europe/Berlin' }),
    );
    expect(zone).toHaveValue('Europe/Berlin');
    await waitFor(() =>
      expect(asked.mock.lastCall![1]).toMatchObject({
        entityRef: ENTITY,
        days: 90,
        slo: { deadline: { time: '06:00', timezone: 'Europe/Berlin' } },
      }),
    );
  });

  it('opens the run behind a square, and closes', async () => {
    const { user, onClose, onOpenRun } = await render();
    const now = await panel('As it is');
    await user.click(within(now).getByRole('button', { name: /: Late, / }));
    expect(onOpenRun).toHaveBeenCalledWith(ENTITY, 4811);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('says what failed, and tries again', async () => {
    const answers = { '/slos/preview': new Refusal(403, 'not yours') as any };
    const { user } = await render(answers);
    expect(await screen.findByText(/not yours/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Close' }));
  });
});
