import { formatInstant } from '@sluice/plugin-pipelines-react';
import { spokenTimes } from './spokenTimes';

const now = Date.parse('2026-11-26T07:00:00.000Z');
const until = '2026-11-26T09:30:00.000Z';

describe('spokenTimes', () => {
  it('says each instant as people read it, and leaves the rest', () => {
    const spoken = formatInstant(until, { now });
    expect(spoken).not.toBe(until);
    expect(
      spokenTimes(`Bakes until ${until} and 2 runs (since ${until})`, now),
    ).toBe(`Bakes until ${spoken} and 2 runs (since ${spoken})`);
    expect(spokenTimes('Release 2026-11-26 of close', now)).toBe(
      'Release 2026-11-26 of close',
    );
  });
});
