import {
  approvalReadPermission,
  approvalVotePermission,
  type ApprovalsQuery,
} from '@sluice/plugin-pipelines-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Request, Router } from 'express';
import { requirePerson, scopeIfAllowed } from '../authorize';
import type { Asker } from '../approvals';
import type { RouterOptions } from './createRouter';
import { tokenIssuedAt } from './tokenIssuedAt';

/** What waits for whom, and votes. @internal */
export function addApprovalRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { approvals, authorize } = options;

  /** Only people decide, each for themselves: no service, and no plugin that acts for somebody. */
  async function asker(req: Request, permission: Permission): Promise<Asker> {
    const { credentials } = await authorize(req, permission);
    const person = requirePerson(credentials);
    return {
      person,
      scopeOf: other => scopeIfAllowed(authorize, req, other),
    };
  }

  router.get('/approvals', async (req, res) => {
    const person = await asker(req, approvalReadPermission);
    const query = req.query as ApprovalsQuery;
    const { cursor, limit = 50, state, type, view = 'all' } = query;
    res.json(
      await approvals.inbox.page({ view, states: state, types: type }, person, {
        cursor,
        limit: Number(limit),
      }),
    );
  });

  router.get('/approvals/:approvalId', async (req, res) => {
    const person = await asker(req, approvalReadPermission);
    res.json(
      await approvals.inbox.detail(Number(req.params.approvalId), person),
    );
  });

  router.post('/approvals/:approvalId/votes', async (req, res) => {
    const person = await asker(req, approvalVotePermission);
    const requestId = Number(req.params.approvalId);
    const { comment, kind, shownDigest, subjectHash } = req.body;
    await approvals.voting.vote(
      {
        requestId,
        kind,
        subjectHash,
        shownDigest,
        comment: comment?.trim() || undefined,
        key: req.header('idempotency-key'),
      },
      { ...person, authenticatedAt: tokenIssuedAt(req) },
    );
    res.json(await approvals.inbox.detail(requestId, person));
  });

  router.post('/approvals/:approvalId/withdraw', async (req, res) => {
    const person = await asker(req, approvalVotePermission);
    const id = Number(req.params.approvalId);
    await approvals.inbox.visible(id, person);
    await approvals.requests.withdraw(id, person.person);
    res.json(await approvals.inbox.detail(id, person));
  });

  router.post('/approvals/:approvalId/comments', async (req, res) => {
    const person = await asker(req, approvalVotePermission);
    const id = Number(req.params.approvalId);
    await approvals.inbox.visible(id, person);
    await approvals.requests.comment(id, {
      author: person.person,
      text: req.body.text.trim(),
      key: req.header('idempotency-key'),
    });
    res.json(await approvals.inbox.detail(id, person));
  });

  router.post('/approvals/:approvalId/delegate', async (req, res) => {
    const person = await asker(req, approvalVotePermission);
    const id = Number(req.params.approvalId);
    await approvals.inbox.visible(id, person);
    await approvals.requests.delegate(
      id,
      person.person,
      req.body.to.toLocaleLowerCase('en-US'),
    );
    res.json(await approvals.inbox.detail(id, person));
  });
}
