import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConnectSource } from './ConnectSource';
import { StagedOutages } from './StagedOutages';

describe('ConnectSource', () => {
  const dir = mkdtempSync(join(tmpdir(), 'connect-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  const source = new ConnectSource({
    tickSeconds: 20,
    staged: new StagedOutages({ dir }),
  });
  const sweep = async () =>
    (
      await source
        .collect({
          cursor: undefined,
          signal: new AbortController().signal,
          now: () => new Date('2026-11-26T12:00:00.000Z'),
          logger: mockServices.logger.mock(),
        })
        .next()
    ).value!;

  it('tells its connectors, which read from the main cluster', async () => {
    const { connectors } = await sweep();
    expect(connectors).toMatchObject({
      at: '2026-11-26T12:00:00.000Z',
      clusters: ['northstar-kafka-prod'],
    });
    expect(
      connectors.connectors.map((each: { name: string }) => each.name),
    ).toEqual(expect.arrayContaining(['payments-cdc', 'refunds-cdc']));
  });

  it('can be taken down', async () => {
    writeFileSync(join(dir, `${source.id}.down`), '');
    await expect(sweep()).rejects.toThrow('simulated outage');
  });
});
