import { TestRepository } from '../__testUtils__/repositories';
import { LOCAL_URL, localTransport } from '../transport/localTransport';
import { PinRepository } from './PinRepository';

const never = new AbortController().signal;
const FILE = 'pins/prod/u.yaml';

describe('PinRepository', () => {
  let repository: TestRepository;
  let pins: PinRepository;

  beforeEach(() => {
    repository = new TestRepository();
    pins = new PinRepository({
      url: LOCAL_URL,
      branch: 'main',
      author: { name: 'Sluice', email: 'sluice@example.org' },
      transport: signal => localTransport(repository.path, signal),
    });
  });

  afterEach(async () => {
    await pins.close();
    repository.remove();
  });

  it('changes one file and leaves all others, modes too', async () => {
    repository.commit(
      { [FILE]: 'old\n', 'pins/prod/v.yaml': 'v\n', 'bin/run': '#!/bin/sh\n' },
      'More',
    );
    repository.chmod('bin/run');
    const { head, text } = await pins.read({ file: FILE }, never);
    expect(text).toBe('old\n');
    expect(
      await pins.push(
        {
          parent: head,
          place: { file: FILE },
          text: 'new\n',
          message: 'Change\n',
        },
        never,
      ),
    ).toBe('pushed');
    expect(repository.ask('diff', '--name-only', 'main~1', 'main')).toBe(FILE);
    expect(repository.ask('ls-tree', 'main', 'bin/run')).toMatch(/^100755 /);
    expect((await pins.read({ file: FILE }, never)).text).toBe('new\n');
  });

  it('says that the branch was moved, and does not move it back', async () => {
    const { head } = await pins.read({ file: FILE }, never);
    repository.commit({ 'a.txt': 'a\n' }, 'Faster');
    expect(
      await pins.push(
        {
          parent: head,
          place: { file: FILE },
          text: 'new\n',
          message: 'Change\n',
        },
        never,
      ),
    ).toBe('behind');
    expect(repository.log()).toEqual(['Faster', 'Begin']);
  });

  it('sees all parents of a merge', async () => {
    const { head } = await pins.read({ file: FILE }, never);
    await pins.push(
      {
        parent: head,
        place: { file: FILE },
        text: 'ours\n',
        message: 'Ours\n',
      },
      never,
    );
    repository.mergeFrom(head!, { 'a.txt': 'a\n' }, 'Theirs');
    const { commits } = await pins.read({ file: FILE }, never);
    expect(commits).toHaveLength(4);
    expect(commits[0].parentBlobs).toHaveLength(2);
    expect(commits[0].blob).toBeDefined();
  });

  it('throws where there is no such branch', async () => {
    const others = new PinRepository({
      url: LOCAL_URL,
      branch: 'no-such-branch',
      author: { name: 'Sluice', email: 'sluice@example.org' },
      transport: signal => localTransport(repository.path, signal),
    });
    await expect(others.read({ file: FILE }, never)).rejects.toThrow(
      'no-such-branch',
    );
    await others.close();
  });
});
