import { Type } from 'avsc';
import { schemasOf, SUBJECTS } from './schemas';
import { TOPICS } from './topics';

describe('the schemas of the demo', () => {
  it('are about topics that it has', () => {
    const topics = TOPICS.map(each => each.topic);
    expect(SUBJECTS.length).toBeGreaterThan(20);
    for (const { subject, topic } of SUBJECTS) {
      expect(topics).toContain(topic);
      expect(subject).toBe(`${topic}-value`);
    }
  });

  it.each(SUBJECTS.map(each => [each.subject, each] as const))(
    'of %s can follow one another',
    (_, { versions }) => {
      const schemas = versions.map(each => JSON.parse(each.schema));
      if (versions[0].format !== 'AVRO') return;
      const types = schemas.map(each => Type.forSchema(each));
      for (const [i, type] of types.slice(1).entries()) {
        expect(() => type.createResolver(types[i])).not.toThrow();
      }
    },
  );

  it('are declared by who reads them, in their newest version', () => {
    const declared = schemasOf(['orders.v1', 'metrics.v1']);
    expect(Object.keys(declared)).toEqual(['orders.v1-value']);
    expect(declared['orders.v1-value'].schema).toContain('coupon_code');
  });
});
