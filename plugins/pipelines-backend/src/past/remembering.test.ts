import { remembering } from './remembering';

class Counter {
  #asked = 0;
  async look(_what: unknown, _db?: unknown) {
    return ++this.#asked;
  }
  async write() {
    return ++this.#asked;
  }
  async fail(): Promise<number> {
    throw new Error(`no ${++this.#asked}`);
  }
}

describe('remembering', () => {
  it('asks once for the same arguments, whatever connection they come with', async () => {
    const counter = remembering(new Counter(), {
      methods: ['look'],
      seconds: 60,
    });
    expect(await counter.look('a', () => {})).toBe(1);
    expect(await counter.look('a', () => {})).toBe(1);
    expect(await counter.look('b')).toBe(2);
  });

  it('knows a release by its digest', async () => {
    const counter = remembering(new Counter(), {
      methods: ['look'],
      seconds: 60,
    });
    const release = (releaseDigest: string) => ({ releaseDigest, content: {} });
    expect(await counter.look(release('1'))).toBe(1);
    expect(await counter.look({ ...release('1'), id: 5 })).toBe(1);
    expect(await counter.look(release('2'))).toBe(2);
  });

  it('asks again for what changes, what failed, and after a while', async () => {
    const counter = remembering(new Counter(), {
      methods: ['fail', 'look'],
      seconds: 0,
    });
    expect(await counter.write()).toBe(1);
    expect(await counter.write()).toBe(2);
    await expect(counter.fail()).rejects.toThrow('no 3');
    await expect(counter.fail()).rejects.toThrow('no 4');
    expect(await counter.look('a')).toBe(5);
    expect(await counter.look('a')).toBe(6);
  });
});
