import {
  pipelineReadPermission,
  sloDecidePermission,
} from '@sluice/plugin-pipelines-common';
import type { Request, Router } from 'express';
import { requirePerson } from '../authorize';
import type { RouterOptions } from './createRouter';
import { tokenIssuedAt } from './tokenIssuedAt';

const DECISIONS = '/slos/:sloId/decisions';

/** What people decide about the verdicts of an SLO. @internal */
export function addSloDecisionRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, slos } = options;

  async function decider(req: Request) {
    const { credentials, scope } = await authorize(req, sloDecidePermission);
    return {
      person: requirePerson(credentials),
      scope,
      authenticatedAt: tokenIssuedAt(req),
    };
  }

  router.get(DECISIONS, async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const items = await slos.decisions.list(Number(req.params.sloId), scope);
    res.json({ items });
  });

  router.post(DECISIONS, async (req, res) => {
    const by = await decider(req);
    const { from, kind, reason, to } = req.body;
    const decision = await slos.decisions.propose(
      Number(req.params.sloId),
      { kind, from, to, reason, key: req.header('idempotency-key') },
      by,
    );
    res.status(201).json(decision);
  });

  router.post(`${DECISIONS}/:decisionId/confirm`, async (req, res) => {
    const by = await decider(req);
    const { decisionId, sloId } = req.params;
    res.json(
      await slos.decisions.confirm(Number(sloId), Number(decisionId), by),
    );
  });

  router.post(`${DECISIONS}/:decisionId/withdraw`, async (req, res) => {
    const by = await decider(req);
    const { decisionId, sloId } = req.params;
    res.json(
      await slos.decisions.withdraw(Number(sloId), Number(decisionId), by),
    );
  });
}
