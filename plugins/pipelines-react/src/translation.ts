import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { STATUS_REASON_WORDS } from '@sluice/plugin-pipelines-common';

/**
 * The words of the shared components. Override them with a `TranslationBlueprint` in your app.
 *
 * @public
 */
export const pipelinesReactTranslationRef = createTranslationRef({
  id: 'plugin.pipelines-react',
  messages: {
    status: {
      fleet: {
        failed: 'Failed',
        late: 'Late',
        unknown: 'Unknown',
        running: 'Running',
        ok: 'OK',
        paused: 'Paused',
        idle: 'No run yet',
      },
      run: {
        queued: 'Queued',
        running: 'Running',
        success: 'Succeeded',
        failed: 'Failed',
        unknown: 'Unknown',
      },
      source: {
        healthy: 'Healthy',
        failing: 'Failing',
        stale: 'Stale',
        pending: 'Not read yet',
      },
      slo: {
        exhausted: 'Budget spent',
        burning: 'Burning',
        'will-miss': 'Will miss',
        unknown: 'Not established',
        met: 'Met',
      },
      verdict: {
        PENDING: 'Pending',
        GOOD: 'In time',
        LATE: 'Late',
        MISSING: 'Missing',
        EXCLUDED: 'Excluded',
        UNKNOWN: 'Unknown',
      },
      lag: {
        error: 'Error',
        rewind: 'Went back',
        stop: 'Stopped',
        stall: 'Stalled',
        warn: 'Falls behind',
        unknown: 'Unknown',
        ok: 'Keeps up',
      },
    },
    reason: STATUS_REASON_WORDS,
    runSpark: {
      none: 'No runs yet',
      succeeded: '{{succeeded}} of {{finished}} finished runs succeeded',
      failed: '{{number}} failed',
      unknown: '{{number}} unknown',
      open: '{{number}} not finished',
    },
    demo: {
      label: 'Demo data',
      title: 'Made up by the embedded demo fleet; no real system is behind it',
    },
    error: {
      title: "This couldn't be loaded",
      retry: 'Try again',
      retrying: 'Trying again…',
    },
    stale: {
      lastRead: 'Last read {{age}}',
      neverRead: 'Never read',
      refreshFailed:
        "Shown as of {{age}}: it couldn't be refreshed ({{message}})",
    },
    loading: 'Loading',
  },
});
