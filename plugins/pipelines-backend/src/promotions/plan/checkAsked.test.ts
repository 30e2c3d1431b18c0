import type { Knex } from 'knex';
import { checkAsked } from './checkAsked';

const context = {
  database: {} as Knex,
  environments: ['dev', 'prod'],
  incidents: {
    openOn: async () => [],
    find: async (id: number) =>
      id === 7
        ? { id, title: '', openedAt: '', isOpen: true, members: [] }
        : undefined,
  },
};
const asked = { releaseId: 1, environment: 'prod' };

describe('checkAsked', () => {
  it.each<Partial<Parameters<typeof checkAsked>[0]>>([
    {},
    { lane: 'hotfix', incidentId: 7 },
    { lane: 'hotfix', failedRunId: 'r1' },
  ])('takes %p', async more => {
    expect(await checkAsked({ ...asked, ...more }, context)).toBeUndefined();
  });

  it.each([
    [{ environment: 'moon' }, 'environment is moon, but has to be one of dev'],
    [{ lane: 'hotfix' as const }, 'incidentId or failedRunId has to name'],
    [{ incidentId: 8 }, 'incidentId is 8, but there is no such incident'],
  ])('refuses %p', async (more, message) => {
    await expect(checkAsked({ ...asked, ...more }, context)).rejects.toThrow(
      message,
    );
  });
});
