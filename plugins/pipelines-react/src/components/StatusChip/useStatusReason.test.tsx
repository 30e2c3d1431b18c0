import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  STATUS_REASON_WORDS,
  type StatusReason,
} from '@sluice/plugin-pipelines-common';
import { formatInstant } from '../../time';
import { useStatusReason } from './useStatusReason';

const Words = (props: { reason: StatusReason }) => {
  const reasonOf = useStatusReason();
  return <p>{reasonOf(props.reason)}</p>;
};

describe('useStatusReason', () => {
  it("writes instants on the reader's clock", async () => {
    const at = '2026-11-20T04:58:00Z';
    const dueAt = new Date().toISOString();
    await renderInTestApp(<Words reason={{ code: 'running', at, dueAt }} />);
    const now = Date.now();
    expect(
      await screen.findByText(
        `Since ${formatInstant(at, { now })}, due ${formatInstant(dueAt, {
          now,
        })}`,
      ),
    ).toBeInTheDocument();
  });

  it('leaves names as they are', async () => {
    await renderInTestApp(
      <Words reason={{ code: 'source-pending', source: "Ann's <b>Airflow" }} />,
    );
    expect(
      await screen.findByText("Source Ann's <b>Airflow has not been read yet"),
    ).toBeInTheDocument();
  });

  it('has words for every code', async () => {
    const codes = Object.keys(STATUS_REASON_WORDS) as StatusReason['code'][];
    await renderInTestApp(
      <>
        {codes.map(code => (
          <Words key={code} reason={{ code }} />
        ))}
      </>,
    );
    expect(await screen.findByText('Paused at its source')).toBeInTheDocument();
    expect(screen.queryByText(/reason\./)).not.toBeInTheDocument();
  });
});
