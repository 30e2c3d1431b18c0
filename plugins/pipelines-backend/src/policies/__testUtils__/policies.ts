import type { NamedCalendar } from '../../slo';
import type { PolicyMember, PolicyQuestion } from '../matching';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';

export const member = (more: Partial<PolicyMember> = {}): PolicyMember => ({
  entityRef: 'component:default/finance-daily',
  type: 'airflow-dag',
  tier: 1,
  classification: [],
  owner: 'group:default/finance-data',
  domain: 'domain:default/finance',
  ...more,
});

export const question = (
  more: Partial<PolicyQuestion> = {},
): PolicyQuestion => ({
  environment: 'prod',
  kind: 'promote',
  lane: 'normal',
  unit: 'dags-finance',
  members: [member()],
  ...more,
});

/** One approver everywhere, and what a test adds. */
export const policy = (
  more: Partial<Omit<Policy, 'rules'>> & { rules?: Policy['rules'] } = {},
): Policy => ({
  environments: ['dev', 'prod'],
  approvers: [
    { name: 'independent', from: 'anyone' },
    { name: 'finance', from: ['group:default/finance'] },
    { name: 'platform', from: ['group:default/platform'] },
  ],
  ...more,
  rules: [
    { name: 'everywhere', require: { approvals: ['independent'] } },
    ...(more.rules ?? []),
  ],
});

/** A calendar of dates. */
export const calendar = (name: string, ...dates: string[]): NamedCalendar => ({
  name,
  title: name,
  has: date => dates.includes(date),
  isMonthEnd: () => false,
});

export const calendars = (...all: NamedCalendar[]) =>
  new Map(all.map(each => [each.name, each]));
