import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import {
  schemaDetail,
  schemaDiff,
  schemaPage,
  schemaSubject,
} from '../../__testUtils__/schemas';
import { consumerGroup } from '../../__testUtils__/streams';
import { SchemaPanel } from './SchemaPanel';

jest.setTimeout(60_000);

const SUBJECT = '/schemas/registry-prod/orders.v1-value';
const answersOf = (more: Record<string, unknown> = {}) => ({
  '/schemas': schemaPage(schemaSubject()),
  [SUBJECT]: schemaDetail(),
  [`${SUBJECT}/diff`]: schemaDiff(),
  ...more,
});
const show = (
  answers: Record<string, unknown>,
  options: { isAllowed?: boolean } = {},
) =>
  renderPage(<SchemaPanel group={consumerGroup()} />, { answers, ...options });

describe('SchemaPanel', () => {
  it('shows subjects with their level, and on demand versions and what changed', async () => {
    const { container, lastRequest, user } = await show(answersOf());
    const table = await screen.findByRole('table', { name: 'Schemas' });
    expect(table).toHaveTextContent('orders.v1 (value)');
    expect(table).toHaveTextContent('BACKWARD · the level of the registry');
    expect(table).toHaveTextContent('version 2 · AVRO');
    expect(lastRequest('/schemas')!.searchParams.get('readBy')).toBe('7');
    expect(lastRequest(SUBJECT)).toBeUndefined();

    await user.click(
      screen.getByRole('button', { name: 'Versions of orders.v1-value' }),
    );
    const versions = await screen.findByRole('table', {
      name: 'Versions of orders.v1-value',
    });
    expect(
      within(versions).getByRole('link', { name: 'orders 1.9.3' }),
    ).toHaveAttribute('href', '/pipelines/releases/7');
    expect(versions).toHaveTextContent('before it was first read');
    expect(versions).toHaveTextContent('unknown');

    const changes = await screen.findByRole('list', {
      name: 'What changes from version 1 to 2',
    });
    expect(changes).toHaveTextContent('int → long');
    expect(
      within(changes)
        .getAllByRole('img')
        .map(each => each.getAttribute('aria-label')),
    ).toEqual(['added', 'changed', 'removed']);
    expect(screen.getByText('breaking')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show both texts' }));
    expect(
      screen.getByRole('region', { name: 'Text of version 2' }),
    ).toHaveTextContent('"record"');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('compares other versions', async () => {
    const { lastRequest, user } = await show(answersOf());
    await user.click(
      await screen.findByRole('button', { name: /Versions of/ }),
    );
    await user.click(await screen.findByRole('combobox', { name: 'To' }));
    await user.click(await screen.findByRole('option', { name: 'version 1' }));
    expect(lastRequest(`${SUBJECT}/diff`)!.searchParams.toString()).toBe(
      'from=1&to=1',
    );
  });

  it('says what it does not know', async () => {
    const { user } = await show(
      answersOf({
        '/schemas': schemaPage(
          schemaSubject({
            level: undefined,
            newest: undefined,
            problem: 'its storage is broken',
            stale: true,
          }),
        ),
        [`${SUBJECT}/diff`]: schemaDiff({
          changes: undefined,
          impact: 'unknown',
          detail: 'There is no rule for PROTOBUF',
        }),
      }),
    );
    const table = await screen.findByRole('table', { name: 'Schemas' });
    expect(table).toHaveTextContent('its storage is broken');
    expect(table).toHaveTextContent('not read yet');
    await user.click(screen.getByRole('button', { name: /Versions of/ }));
    expect(
      await screen.findByText('There is no rule for PROTOBUF'),
    ).toBeInTheDocument();
    expect(screen.getByText(/compare the texts/)).toBeInTheDocument();
  });

  it.each<[string, object, RegExp]>([
    [
      'no registry is read',
      { items: [], totalItems: 0, registries: [] },
      /pipelines\.schemaRegistries/,
    ],
    ['no subject is found', schemaPage(), /subjects\.strategy/],
  ])('says what to do where %s', async (_, page, expected) => {
    await show({ '/schemas': page });
    expect(await screen.findByText(expected)).toBeInTheDocument();
  });

  it('says who may see it, and what failed', async () => {
    await show(answersOf(), { isAllowed: false });
    expect(
      await screen.findByText(/pipelines\.schema\.read/),
    ).toBeInTheDocument();
  });

  it('tries again', async () => {
    const answers: Record<string, unknown> = answersOf({
      '/schemas': new Refusal(500, 'The database is away'),
    });
    const { user } = await show(answers);
    expect(await screen.findByText(/The database is away/)).toBeInTheDocument();
    answers['/schemas'] = schemaPage(schemaSubject());
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('table', { name: 'Schemas' }),
    ).toBeInTheDocument();
  });
});
