import { PIPELINE_VALIDATION_STATUS } from '@sluice/plugin-pipelines-common';
import { definitionProblems } from './problems';

const entity = (changes: object = {}, annotations = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'close', annotations },
  ...changes,
});

describe('definitionProblems', () => {
  it('puts together what sources, validation and the catalog say, errors first', () => {
    const problems = definitionProblems(
      {
        problems: [
          {
            kind: 'clock-skew',
            message: '4 min ahead',
            source: 'airflow-prod',
          },
          { kind: 'gone', message: 'no such DAG', source: 'airflow-prod' },
        ],
      },
      entity(
        {
          status: {
            items: [
              {
                type: PIPELINE_VALIDATION_STATUS,
                level: 'error',
                message: 'spec.tier: must be 1, 2 or 3',
              },
              { type: 'someone/else', level: 'error', message: 'not ours' },
              {
                type: 'backstage.io/catalog-processing',
                level: 'warning',
                message: 'slow',
              },
            ],
          },
        },
        { 'backstage.io/orphan': 'true' },
      ),
    );
    expect(problems.map(({ kind, level }) => [kind, level])).toEqual([
      ['gone', 'error'],
      ['validation', 'error'],
      ['clock-skew', 'warning'],
      ['processing', 'warning'],
      ['orphan', 'warning'],
    ]);
  });

  it('finds none where there is none', () => {
    expect(definitionProblems(undefined, entity())).toEqual([]);
  });
});
