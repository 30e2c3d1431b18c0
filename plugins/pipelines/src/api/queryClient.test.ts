import type { PipelinesClient } from '@sluice/plugin-pipelines-common';
import { queryClientFor, shouldRetry } from './queryClient';

describe('queryClientFor', () => {
  it('is one for each API client', () => {
    const api = {} as PipelinesClient;
    expect(queryClientFor(api)).toBe(queryClientFor(api));
    expect(queryClientFor(api)).not.toBe(queryClientFor({} as PipelinesClient));
  });
});

describe('shouldRetry', () => {
  const status = (statusCode: number) =>
    Object.assign(new Error('no'), { statusCode });
  it.each([
    ['a network failure once', 0, new TypeError('Failed to fetch'), true],
    ['a network failure no second time', 1, new TypeError('no'), false],
    ['a server failure once', 0, status(503), true],
    ['never what is forbidden', 0, status(403), false],
    ['never what is not found', 0, status(404), false],
  ])('retries %s', (_, failures, error, expected) => {
    expect(shouldRetry(failures, error)).toBe(expected);
  });
});
