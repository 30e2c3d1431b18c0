import { readProposal, wholeDate } from './readProposal';

const NOW = Date.parse('2026-11-21T06:00:00.000Z');
const whole = {
  from: '2026-11-20T00:00',
  to: '2026-11-21T00:00',
  reason: 'The data centre was down',
};

describe('readProposal', () => {
  it('reads local times of the zone of the promise', () => {
    expect(readProposal(whole, 'America/New_York', NOW)).toEqual({
      problems: {},
      period: {
        from: '2026-11-20T05:00:00.000Z',
        to: '2026-11-21T05:00:00.000Z',
      },
    });
  });

  it.each([
    [{ from: '' }, { from: 'missing' }],
    [{ to: 'soon' }, { to: 'noTime' }],
    [{ to: whole.from }, { to: 'notAfter' }],
    [{ from: '2024-11-20T00:00' }, { from: 'tooOld' }],
    [{ reason: ' too short ' }, { reason: 'tooShort' }],
    [
      { from: '', to: '', reason: '' },
      { from: 'missing', to: 'missing', reason: 'tooShort' },
    ],
  ])('says what is wrong with %j', (changes, problems) => {
    expect(readProposal({ ...whole, ...changes }, 'UTC', NOW)).toEqual({
      problems,
    });
  });
});

describe('wholeDate', () => {
  it('goes from midnight to midnight', () => {
    expect(wholeDate('2026-02-28')).toEqual({
      from: '2026-02-28T00:00',
      to: '2026-03-01T00:00',
    });
  });
});
