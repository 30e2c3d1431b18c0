import fc from 'fast-check';
import { coAuthorsOf, releaseChanges } from './commits';

const mei = { name: 'Mei Lin', email: 'mei@northstar.example' };
const commit = (more: object = {}) => ({
  sha: 'A'.repeat(40),
  title: 'Retry the load of the ledger',
  author: mei,
  committedAt: '2026-11-20T08:00:00+02:00',
  ...more,
});

describe('coAuthorsOf', () => {
  it.each([
    ['nobody', 'Retry\n\nBecause it fails.', []],
    [
      'whom a trailer names',
      'Retry\n\nCo-authored-by: Tomás Rey <Tomas@Northstar.example>',
      [{ name: 'Tomás Rey', email: 'tomas@northstar.example' }],
    ],
    [
      'several, in any case, with the line ends of Windows',
      'x\r\n\r\nCO-AUTHORED-BY: A <a@x.example>\r\nco-authored-by:B <b@x.example> \r\n',
      [
        { name: 'A', email: 'a@x.example' },
        { name: 'B', email: 'b@x.example' },
      ],
    ],
    [
      'somebody without a name, by the address',
      'Co-authored-by: <a@x.example>',
      [{ name: 'a@x.example', email: 'a@x.example' }],
    ],
    ['nobody in a sentence', 'It was co-authored-by: A <a@x.example>', []],
    ['nobody without an address', 'Co-authored-by: A', []],
  ])('finds %s', (_, message, expected) => {
    expect(coAuthorsOf(message)).toEqual(expected);
  });
});

describe('releaseChanges', () => {
  it('keeps commits in one form', () => {
    expect(
      releaseChanges({
        changesSince: 'B'.repeat(40),
        commits: [
          commit({
            author: { name: ' Mei Lin', email: 'Mei@Northstar.example ' },
            coAuthors: [{ name: 'Sam', email: 'sam@northstar.example' }],
            message:
              'x\n\nCo-authored-by: Sam <SAM@northstar.example>\nCo-authored-by: Mei <mei@northstar.example>',
            paths: ['dags/b.py', 'dags/a.py', 'dags/b.py'],
            members: ['Component:default/Close'],
          }),
        ],
      }),
    ).toEqual({
      changesSince: 'b'.repeat(40),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      commits: [
        {
          sha: 'a'.repeat(40),
          title: 'Retry the load of the ledger',
          author: mei,
          coAuthors: [{ name: 'Sam', email: 'sam@northstar.example' }],
          committedAt: '2026-11-20T06:00:00.000Z',
          paths: ['dags/a.py', 'dags/b.py'],
          members: ['component:default/close'],
        },
      ],
    });
  });

  it('tells what is not known from what is nothing', () => {
    expect(releaseChanges({})).toBeUndefined();
    expect(releaseChanges({ commits: [] })).toMatchObject({ commits: [] });
  });

  it.each([
    [
      'a commit that occurs twice',
      { commits: [commit(), commit({ sha: 'a'.repeat(40) })] },
      'commits[1].sha occurs twice',
    ],
    [
      'a start without commits',
      { changesSince: 'b'.repeat(40) },
      'there are no commits',
    ],
  ])('refuses %s', (_, asked, message) => {
    expect(() => releaseChanges(asked)).toThrow(message);
  });

  it('has the same digest for the same, and another one for anything else', () => {
    const digest = (more: object, since?: string) =>
      releaseChanges({ commits: [commit(more)], changesSince: since })?.digest;
    expect(digest({ sha: 'a'.repeat(40) })).toBe(digest({}));
    fc.assert(
      fc.property(
        fc.constantFrom(
          { title: 'Another' },
          { author: { ...mei, email: 'x@northstar.example' } },
          { coAuthors: [{ name: 'Sam', email: 'sam@northstar.example' }] },
          { paths: [] },
          { members: [] },
          { committedAt: '2026-11-20T08:00:00Z' },
        ),
        more => {
          expect(digest(more)).not.toBe(digest({}));
        },
      ),
    );
    expect(digest({}, 'b'.repeat(40))).not.toBe(digest({}));
  });
});
