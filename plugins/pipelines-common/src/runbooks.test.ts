import { genericRunbookOf, genericRunbookPath } from './runbooks';
import { ALERT_KINDS } from './vocabulary';

describe('genericRunbookOf', () => {
  it('is there for every kind', () => {
    const ids = ALERT_KINDS.map(genericRunbookOf);
    expect(ids.every(id => /^[a-z-]+$/.test(id))).toBe(true);
  });

  it('fits the kind, and has a page', () => {
    expect(genericRunbookOf('source-silent')).toBe('kafka-lag');
    expect(genericRunbookPath(genericRunbookOf('will-miss'))).toBe(
      '/pipelines/runbooks/freshness-breach',
    );
  });
});
