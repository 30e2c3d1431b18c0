import { digestOf } from './digest';
import type { DeliveryRecord } from './message';

const held = (id: number, severity: DeliveryRecord['message']['severity']) =>
  ({
    id,
    message: {
      title: `Alert ${id}`,
      severity,
      dedupKey: `sluice:${id}`,
      link: `/pipelines/alerts/${id}`,
      to: ['group:default/finance'],
    },
  } as DeliveryRecord);

describe('digestOf', () => {
  it('leaves a single one as it is', () => {
    const one = held(1, 'low');
    expect(digestOf([one])).toBe(one.message);
  });

  it('makes one of several, as bad as the worst', () => {
    expect(
      digestOf([held(1, 'low'), held(2, 'high'), held(3, 'normal')]),
    ).toMatchObject({
      title: '3 alerts while it was quiet',
      description: 'Alert 1\nAlert 2\nAlert 3',
      severity: 'high',
      link: '/pipelines/alerts',
      dedupKey: 'sluice:digest:1',
      to: ['group:default/finance'],
    });
  });

  it('names twenty', () => {
    const many = Array.from({ length: 25 }, (_, i) => held(i, 'low'));
    const { description } = digestOf(many);
    expect(description?.split('\n')).toHaveLength(21);
    expect(description).toContain('and 5 more');
  });
});
