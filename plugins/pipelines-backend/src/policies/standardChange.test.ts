import { member, policy, question } from './__testUtils__/policies';
import type { StandardChange } from '@sluice/plugin-pipelines-node/documents';
import { standardChange } from './standardChange';

const template: StandardChange = {
  name: 'docs',
  allows: ['onlyDocs', 'onlyTests'],
  until: '2026-12-31',
};
const FACTS = {
  onlyDocs: true,
  hasMigrations: false,
  hasConfig: false,
  hasInfrastructure: false,
};

function ask(
  more: Partial<Parameters<typeof standardChange>[1]> = {},
  templates = [template],
) {
  return standardChange(policy({ standardChanges: templates }), {
    question: question(),
    facts: FACTS,
    failureRate: 0.05,
    uses: new Map(),
    at: '2026-12-31T23:59:59.000Z',
    ...more,
  });
}

describe('standardChange', () => {
  it('is one whose facts match a template, until its last day', () => {
    expect(ask()).toEqual({
      template,
      reason: 'It matches docs (onlyDocs), until 2026-12-31',
    });
  });

  it.each<[string, Parameters<typeof ask>[0], string]>([
    [
      'that is under sox',
      {
        question: question({
          members: [member(), member({ classification: ['sox'] })],
        }),
      },
      'is under sox',
    ],
    [
      'of which no member is known',
      { question: question({ members: [] }) },
      'not known which pipelines',
    ],
    [
      'with a migration',
      { facts: { ...FACTS, hasMigrations: true } },
      'It changes migrations',
    ],
    [
      'with config',
      { facts: { ...FACTS, hasConfig: true } },
      'It changes config',
    ],
    [
      'with infrastructure',
      { facts: { ...FACTS, hasInfrastructure: true } },
      'It changes infrastructure',
    ],
    [
      'of which it is not known',
      { facts: { onlyDocs: true, hasMigrations: false, hasConfig: false } },
      'not known whether it changes infrastructure',
    ],
    [
      'that is something else',
      { facts: { ...FACTS, onlyDocs: false, dbtNonBreaking: true } },
      'docs: the diff is none of onlyDocs, onlyTests',
    ],
    [
      'after the template ended',
      { at: '2027-01-01T00:00:00.000Z' },
      'docs: it ended on 2026-12-31',
    ],
    [
      'of a unit whose changes fail',
      { failureRate: 0.1 },
      '10 % of the last 20 changes failed, more than 5 %',
    ],
    [
      'of a unit of which that is not known',
      { failureRate: undefined },
      'is not known',
    ],
    [
      'by a template that failed twice',
      { uses: new Map([['docs', { count: 9, failures: 2 }]]) },
      'it is suspended: 2 changes by it failed',
    ],
    [
      'that is a rollback',
      { question: question({ kind: 'rollback' }) },
      'Only a promotion',
    ],
    [
      'that is a hotfix',
      { question: question({ lane: 'hotfix' }) },
      'Only a promotion',
    ],
  ])('is not one %s', (_, more, reason) => {
    expect(ask(more)).toEqual({
      template: undefined,
      reason: expect.stringContaining(reason),
    });
  });

  it('takes the first template that is about all of its pipelines', () => {
    const templates = [
      { ...template, name: 'jobs', match: { types: ['spark-job' as const] } },
      { ...template, name: 'dags', match: { types: ['airflow-dag' as const] } },
    ];
    expect(ask({}, templates).template?.name).toBe('dags');
    const mixed = question({
      members: [member(), member({ type: 'spark-job' })],
    });
    expect(ask({ question: mixed }, templates)).toEqual({
      template: undefined,
      reason:
        'No template matches. jobs: it is about other pipelines; dags: it is about other pipelines',
    });
  });

  it('takes a mixture of docs, tests and tags only where it allows all three', () => {
    const facts = { ...FACTS, onlyDocs: false, onlyDocsTestsTags: true };
    expect(ask({ facts }).template).toBeUndefined();
    const plain: StandardChange[] = [
      { ...template, allows: ['onlyDocs', 'onlyTests', 'onlyTags'] },
    ];
    expect(ask({ facts }, plain)).toMatchObject({
      template: { name: 'docs' },
      reason: expect.stringContaining('onlyDocs, onlyTests, onlyTags'),
    });
  });

  it('may be stricter about failures, one is allowed', () => {
    const strict = [{ ...template, maxFailureRate: 0 }];
    expect(ask({ failureRate: 0.05 }, strict).template).toBeUndefined();
    expect(
      ask({ uses: new Map([['docs', { count: 2, failures: 1 }]]) }).template
        ?.name,
    ).toBe('docs');
    expect(ask({}, []).reason).toContain('no template');
  });
});
