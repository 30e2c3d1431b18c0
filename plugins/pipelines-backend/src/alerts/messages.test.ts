import type { AffectedRecord, AlertRecord } from './alertRecords';
import { messagesOf, runbookRefOf, type ToldChange } from './messages';

const at = '2026-11-21T07:00:00.000Z';

function affected(
  name: string,
  owner: string,
  more: Partial<AffectedRecord> = {},
): AffectedRecord {
  return {
    pipelineId: name.length,
    pipelineRef: `component:default/${name}`,
    owner: `group:default/${owner}`,
    tier: 1,
    kind: 'missed-deadline',
    since: at,
    recoveredAt: null,
    hasRunbook: false,
    ...more,
  };
}

function change(
  more: Partial<ToldChange> = {},
  alert: object = {},
): ToldChange {
  const all = [
    affected('a', 'finance'),
    affected('bb', 'web'),
    affected('ccc', 'web'),
  ];
  return {
    alert: {
      id: 7,
      key: 'late:pipeline:component:default/orders',
      kind: 'missed-deadline',
      urgency: 'urgent',
      severity: 'critical',
      summary: 'orders holds up 3 pipelines',
      openedAt: at,
      dueAt: at,
      cause: {
        type: 'pipeline',
        ref: 'component:default/orders',
        title: 'orders',
        owner: 'group:default/commerce',
      },
      ...alert,
    } as AlertRecord,
    affected: all,
    added: all,
    transition: 'opened',
    at,
    ...more,
  };
}
const told = (options: ToldChange) =>
  messagesOf(options).map(({ message, to }) => [
    to.type === 'owner' ? to.ref : `webhooks of ${to.owner}`,
    message.title,
  ]);

describe('messagesOf', () => {
  it('tells the owner of the cause, apart from that those of what it affects, and systems once', () => {
    expect(told(change())).toEqual([
      ['group:default/commerce', 'orders holds up 3 pipelines'],
      [
        'group:default/finance',
        'a: affected by orders, which group:default/commerce owns',
      ],
      [
        'group:default/web',
        '2 of your pipelines: affected by orders, which group:default/commerce owns',
      ],
      ['webhooks of group:default/commerce', 'orders holds up 3 pipelines'],
    ]);
  });

  it('tells of more only those who are concerned', () => {
    const options = change({
      transition: 'changed',
      added: [affected('bb', 'web')],
    });
    expect(told(options).map(([to]) => to)).toEqual([
      'group:default/commerce',
      'group:default/web',
      'webhooks of group:default/commerce',
    ]);
    expect(
      told(change({ transition: 'changed', added: [] })).map(([to]) => to),
    ).toEqual(['webhooks of group:default/commerce']);
  });

  it('tells all that it is over, in the place of what they were told', () => {
    const messages = messagesOf(
      change({ transition: 'resolved', at: '2026-11-21T07:20:00.000Z' }),
    );
    expect(messages.map(({ message }) => message.title)).toEqual([
      'Over after 20 min: orders holds up 3 pipelines',
      'a: over, the cause was orders',
      '2 of your pipelines: over, the cause was orders',
      'Over after 20 min: orders holds up 3 pipelines',
    ]);
    for (const { message } of messages) {
      expect(message).toMatchObject({
        dedupKey: 'sluice:late:pipeline:component:default/orders',
        severity: 'low',
        link: '/pipelines/alerts/7',
      });
    }
  });

  it('tells the owners of pipelines where a source has none', () => {
    const cause = {
      type: 'source',
      ref: 'airflow',
      title: 'Airflow',
      owner: '',
    };
    expect(told(change({}, { cause })).map(([to]) => to)).toEqual([
      'group:default/finance',
      'group:default/web',
      'webhooks of group:default/finance',
    ]);
  });

  it('keeps a key short enough for notifications, and the same', () => {
    const keys = [1, 2].map(
      () =>
        messagesOf(change({}, { key: 'k'.repeat(300) }))[0].message.dedupKey,
    );
    expect(keys[0].length).toBeLessThan(100);
    expect(keys[0]).toBe(keys[1]);
  });

  it('says what to do, and where the runbook stands', () => {
    const cause = {
      type: 'pipeline',
      ref: 'component:default/orders',
      title: 'orders',
      owner: 'group:default/commerce',
      hasRunbook: true,
    };
    const [{ message }] = messagesOf(change({}, { cause }));
    expect(message.description).toContain('Look at the last run of orders');
    expect(message.description).toContain('a, bb, ccc');
    expect(message.runbook).toBe(
      '/catalog/default/component/orders/pipeline-docs',
    );
  });

  it('links the runbook that comes with Sluice where no pipeline has one', () => {
    const [{ message }] = messagesOf(change({}, { kind: 'source-silent' }));
    expect(message.runbook).toBe('/pipelines/runbooks/kafka-lag');
  });
});

describe('runbookRefOf', () => {
  const own = affected('a', 'finance', { hasRunbook: true });
  it.each([
    ['of the cause', { hasRunbook: true }, [own], 'component:default/orders'],
    [
      'else of what is affected',
      {},
      [affected('x', 'web'), own],
      'component:default/a',
    ],
    ['where there is none', {}, [affected('x', 'web')], undefined],
  ])('%s', (_, more, all, expected) => {
    const cause = { ref: 'component:default/orders', ...more };
    expect(runbookRefOf({ cause } as AlertRecord, all)).toBe(expected);
  });
});
