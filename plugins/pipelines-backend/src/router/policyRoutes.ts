import {
  policyProposePermission,
  policyReadPermission,
  type PolicyVersionsQuery,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import { requirePerson } from '../authorize';
import type { RouterOptions } from './createRouter';

/** The policy of delivery, and changes of it. @internal */
export function addPolicyRoutes(router: Router, options: RouterOptions): void {
  const { authorize, policies } = options;

  router.get('/policies', async (req, res) => {
    await authorize(req, policyReadPermission);
    res.json(await policies.queries.standing());
  });

  router.get('/policies/versions', async (req, res) => {
    await authorize(req, policyReadPermission);
    const { cursor, limit = 20 } = req.query as PolicyVersionsQuery;
    res.json(await policies.queries.page({ cursor, limit: Number(limit) }));
  });

  router.post('/policies/changes', async (req, res) => {
    const { credentials } = await authorize(req, policyProposePermission);
    const { reason, yaml } = req.body;
    const proposed = await policies.service.propose({
      yaml,
      reason: reason.trim(),
      person: requirePerson(credentials),
      key: req.header('idempotency-key'),
    });
    res.status(201).json(await policies.queries.find(proposed.id));
  });
}
