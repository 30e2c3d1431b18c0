import { useCallback, useEffect, useMemo, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import type { JsonValue } from '@backstage/types';

const BUCKET = 'plugin.pipelines';

/**
 * A preference that Backstage keeps for the user: on this device, or on the server where the app has user settings.
 *
 * @param key - the name it is stored under
 * @param isValid - whether what was stored can be used; another value counts as not stored
 * @param initial - the value while nothing is stored; give the same object each time
 * @returns the value, and a function that stores another
 * @internal
 */
export function useStoredValue<T extends JsonValue>(
  key: string,
  isValid: (value: unknown) => value is T,
  initial: T,
): [T, (value: T) => void] {
  const storageApi = useApi(storageApiRef);
  const bucket = useMemo(() => storageApi.forBucket(BUCKET), [storageApi]);
  const [stored, setStored] = useState<unknown>(
    () => bucket.snapshot(key).value,
  );
  useEffect(() => {
    setStored(bucket.snapshot(key).value);
    const subscription = bucket
      .observe$(key)
      .subscribe(snapshot => setStored(snapshot.value));
    return () => subscription.unsubscribe();
  }, [bucket, key]);
  const store = useCallback(
    (value: T) => {
      // Shown at once: where the server keeps it, the answer takes a moment.
      setStored(value);
      void bucket.set(key, value);
    },
    [bucket, key],
  );
  return [isValid(stored) ? stored : initial, store];
}
