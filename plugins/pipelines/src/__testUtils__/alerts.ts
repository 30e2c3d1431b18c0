import type {
  Alert,
  AlertDetail,
  Incident,
  IncidentDetail,
  MorningReport,
} from '@sluice/plugin-pipelines-common';

/** An open, urgent alert, with what a test wants otherwise. @internal */
export function alert(changes: Partial<Alert> = {}): Alert {
  return {
    id: 12,
    key: 'late component:default/payments_load',
    kind: 'missed-deadline',
    urgency: 'urgent',
    severity: 'critical',
    state: 'open',
    cause: {
      type: 'pipeline',
      ref: 'component:default/payments_load',
      title: 'payments_load',
      owner: 'group:default/payments-data',
      reason: 'Its run failed at 04:12',
    },
    summary: 'payments_load holds up 14 pipelines',
    nextStep: 'Look at the failed run of payments_load',
    affected: 14,
    pipelines: [
      'component:default/finance_close_daily',
      'component:default/revenue_daily',
    ],
    owners: ['group:default/finance-data', 'group:default/payments-data'],
    dueAt: '2026-11-21T11:00:00.000Z',
    runbook: 'component:default/payments_load',
    incidentId: 3,
    openedAt: '2026-11-21T04:12:00.000Z',
    lastSeconds: 7200,
    reopened: 0,
    inHindsight: false,
    ...changes,
  };
}

/** An alert with all that stands behind it. @internal */
export function alertDetail(
  changes: Partial<Alert> = {},
  more: Partial<AlertDetail> = {},
): AlertDetail {
  return {
    alert: alert(changes),
    affected: [
      {
        pipeline: 'component:default/finance_close_daily',
        owner: 'group:default/finance-data',
        tier: 1,
        kind: 'missed-deadline',
        sloId: 7,
        sloTitle: 'Ready at 06:00',
        since: '2026-11-21T04:12:00.000Z',
        dueAt: '2026-11-21T11:00:00.000Z',
        expectedAt: '2026-11-21T12:30:00.000Z',
        reason: 'waits for payments_load',
      },
    ],
    history: [
      {
        id: 1,
        at: '2026-11-21T04:12:00.000Z',
        type: 'opened',
        text: 'payments_load failed',
      },
      {
        id: 2,
        at: '2026-11-21T04:20:00.000Z',
        type: 'acknowledged',
        by: 'user:default/ines',
      },
    ],
    deliveries: [
      {
        channel: 'notifications',
        transition: 'opened',
        to: ['group:default/payments-data'],
        status: 'delivered',
        attempts: 1,
        createdAt: '2026-11-21T04:12:00.000Z',
        deliveredAt: '2026-11-21T04:12:01.000Z',
      },
    ],
    ...more,
  };
}

/** An open incident, with what a test wants otherwise. @internal */
export function incident(changes: Partial<Incident> = {}): Incident {
  return {
    id: 3,
    title: 'payments_load holds up 14 pipelines',
    state: 'open',
    severity: 'critical',
    origin: 'alert',
    pipelines: ['component:default/finance_close_daily'],
    affected: 14,
    openAlerts: 1,
    openedAt: '2026-11-21T04:12:00.000Z',
    lastSeconds: 7200,
    reopened: 0,
    inHindsight: false,
    ...changes,
  };
}

/** An incident with its timeline. @internal */
export function incidentDetail(
  changes: Partial<Incident> = {},
): IncidentDetail {
  return {
    incident: incident(changes),
    pipelines: [
      {
        pipeline: 'component:default/finance_close_daily',
        owner: 'group:default/finance-data',
        tier: 1,
      },
    ],
    alerts: [alert()],
    timeline: [
      {
        id: 1,
        at: '2026-11-21T04:12:00.000Z',
        type: 'opened',
        alertId: 12,
        text: 'payments_load failed',
      },
      {
        id: 2,
        at: '2026-11-21T04:20:00.000Z',
        type: 'note',
        by: 'user:default/ines',
        text: 'Asked the vendor for the file',
      },
    ],
  };
}

/** A report with one pipeline at risk, with what a test wants otherwise. @internal */
export function morningReport(
  changes: Partial<MorningReport> = {},
): MorningReport {
  const { alert: own, affected } = alertDetail();
  return {
    date: '2026-11-21',
    timezone: 'America/New_York',
    dueAt: '2026-11-21T10:30:00.000Z',
    madeAt: '2026-11-21T10:30:04.000Z',
    quiet: false,
    atRisk: [
      {
        alertId: own.id,
        cause: own.cause,
        severity: own.severity,
        summary: own.summary,
        nextStep: own.nextStep,
        runbook: own.runbook,
        affected,
      },
    ],
    missed: [],
    unknown: [],
    forecasts: {
      date: '2026-11-20',
      decided: 20,
      hits: 19,
      hitRate: 0.95,
      foretold: 1,
      unforeseen: 1,
      falseAlarms: 0,
      withinP90: 0.9,
      wrong: [
        {
          pipeline: 'component:default/revenue_daily',
          sloId: 9,
          dueAt: '2026-11-20T11:00:00.000Z',
          latestAt: '2026-11-20T10:40:00.000Z',
          arrivedAt: '2026-11-20T11:20:00.000Z',
          missed: true,
        },
      ],
    },
    previousDate: '2026-11-20',
    ...changes,
  };
}
