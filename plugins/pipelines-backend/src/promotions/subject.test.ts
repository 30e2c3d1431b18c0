import fc from 'fast-check';
import { promotionSubject, type SubjectParts } from './subject';

const parts: SubjectParts = {
  releaseDigest: 'r'.repeat(64),
  config: { WAREHOUSE: 'LOAD_WH' },
  unit: 'finance',
  environment: 'prod',
  baseline: 'b'.repeat(64),
  deployer: 'git',
  steps: [
    { name: 'fetch', title: 'Fetch', timeoutSeconds: 60 },
    { name: 'pin', title: 'Pin', timeoutSeconds: 60 },
  ],
  migrations: [{ id: '1', digest: 'm' }],
  rollbackClass: 'repointable',
  evidence: ['e1', 'e2'],
  policyVersion: 'p',
  kind: 'promote',
  lane: 'normal',
};

describe('promotionSubject', () => {
  it.each<[string, Partial<SubjectParts>]>([
    ['another release', { releaseDigest: 'x' }],
    ['another value', { config: { WAREHOUSE: 'ADMIN_WH' } }],
    ['another unit', { unit: 'sales' }],
    ['another environment', { environment: 'staging' }],
    ['another baseline', { baseline: null }],
    ['another deployer', { deployer: 'external' }],
    ['another order of steps', { steps: [...parts.steps].reverse() }],
    ['a migration more', { migrations: [] }],
    ['another rollback class', { rollbackClass: 'irreversible' }],
    ['other evidence', { evidence: ['e1'] }],
    ['another policy', { policyVersion: 'q' }],
    ['another kind', { kind: 'redeploy' }],
    ['another lane', { lane: 'hotfix' }],
  ])('has another hash for %s', (_, change) => {
    expect(promotionSubject({ ...parts, ...change }).hash).not.toBe(
      promotionSubject(parts).hash,
    );
  });

  it('has the same hash whatever the order of evidence and of keys', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(parts.evidence, { minLength: 2 }),
        fc.shuffledSubarray(Object.keys(parts), {
          minLength: Object.keys(parts).length,
        }),
        (evidence, keys) => {
          const shuffled = Object.fromEntries(
            keys.map(key => [key, parts[key as keyof SubjectParts]]),
          ) as SubjectParts;
          expect(promotionSubject({ ...shuffled, evidence })).toEqual(
            promotionSubject(parts),
          );
        },
      ),
    );
  });
});
