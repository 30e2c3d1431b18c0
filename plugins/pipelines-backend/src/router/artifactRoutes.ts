import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { artifactUploadPermission } from '@sluice/plugin-pipelines-common';
import type { ArtifactReceiver } from '@sluice/plugin-pipelines-node';
import type { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** A job that stops sending doesn't hold a connection for longer than this. */
const TIMEOUT_MS = 120_000;
const CONTENT_TYPE = 'application/octet-stream';

/** Files that CI hands over. @internal */
export function addArtifactRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { artifacts, authorize } = options;

  router.put('/sources/:sourceId/artifacts/:artifactName', async (req, res) => {
    const { scope } = await authorize(req, artifactUploadPermission);
    if (scope.units) {
      throw new NotAllowedError(
        'A client that is limited to release units can hand over nothing: a source is about several',
      );
    }
    const { artifactName, sourceId } = req.params;
    const receiver = receiverOf(sourceId, artifactName, artifacts.receiver);
    if (!req.is(CONTENT_TYPE)) {
      // What is sent as JSON was parsed already, with a limit that is far too small.
      throw new InputError(
        `The content-type has to be ${CONTENT_TYPE}, whatever the file holds: it is read as a stream`,
      );
    }
    const outcome = await receiver.receive(
      { name: artifactName, content: req },
      { signal: AbortSignal.timeout(TIMEOUT_MS) },
    );
    res
      .status(outcome === 'stored' ? 201 : 200)
      .json({ sourceId, name: artifactName, outcome });
  });
}

function receiverOf(
  sourceId: string,
  name: string,
  find: (sourceId: string) => ArtifactReceiver | undefined,
): ArtifactReceiver {
  const receiver = find(sourceId);
  if (!receiver) {
    throw new NotFoundError(
      `There is no source ${sourceId} that takes artifacts: check its id, and that its config lets it`,
    );
  }
  if (!receiver.names.includes(name)) {
    throw new NotFoundError(
      `The source ${sourceId} takes ${receiver.names.join(', ')}, not ${name}`,
    );
  }
  return receiver;
}
