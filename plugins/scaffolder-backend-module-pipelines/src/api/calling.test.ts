import { ResponseError } from '@backstage/errors';
import { calling } from './calling';

const refused = async (status: number, message: string) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'SomeError', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ) as never,
  );

describe('calling', () => {
  it('answers what the backend answers', async () => {
    expect(await calling('Asking', async () => ({ data: 1 }))).toBe(1);
  });

  it.each([
    [400, 'InputError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [422, 'InputError'],
    [500, 'Error'],
  ])('says what the backend says with %s, as %s', async (status, name) => {
    const error = await refused(status, 'unit is empty');
    await expect(
      calling('Registering the release', async () => {
        throw error;
      }),
    ).rejects.toMatchObject({
      name,
      message: 'Registering the release was refused: unit is empty',
    });
  });

  it('says who could not be reached', async () => {
    await expect(
      calling('Asking', async () => {
        throw new TypeError('fetch failed');
      }),
    ).rejects.toThrow(
      'Asking did not work, because the pipelines backend could not be reached or understood: fetch failed',
    );
  });
});
