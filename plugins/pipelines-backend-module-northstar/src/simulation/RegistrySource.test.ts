import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { RegistrySource } from './RegistrySource';
import { StagedOutages } from './StagedOutages';

describe('RegistrySource', () => {
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  const source = new RegistrySource({
    tickSeconds: 20,
    staged: new StagedOutages({ dir }),
  });
  const sweep = async (cursor?: JsonValue) => {
    const collected = source.collect({
      cursor,
      signal: new AbortController().signal,
      now: () => new Date('2026-11-26T12:00:00.000Z'),
      logger: mockServices.logger.mock(),
    });
    return (await collected.next()).value!;
  };

  it('tells its subjects, and of each the versions once', async () => {
    const first = await sweep();
    const orders = first.schemas.subjects.find(
      (each: { subject: string }) => each.subject === 'orders.v1-value',
    );
    expect(orders).toMatchObject({
      versions: [1, 2, 3],
      level: 'FULL_TRANSITIVE',
      levelOf: 'subject',
    });
    const ids = first.schemas.subjects.flatMap((each: any) =>
      each.added.map((version: any) => version.schemaId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const later = await sweep(first.cursor);
    expect(later.schemas.listed).toEqual(first.schemas.listed);
    expect(later.schemas.subjects.flatMap((each: any) => each.added)).toEqual(
      [],
    );
  });

  it('can be taken down', async () => {
    writeFileSync(join(dir, `${source.id}.down`), '');
    await expect(sweep()).rejects.toThrow('simulated outage');
  });
});
