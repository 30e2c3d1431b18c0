import { useEffect, useRef, useState } from 'react';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelinesTranslationRef } from '../../translation';

/** How long typing has to rest before it is searched for, in milliseconds. */
const DEBOUNCE_MS = 250;

/**
 * The search box of the fleet. `/` puts the cursor into it from anywhere on the page, Escape empties it.
 *
 * @internal
 */
export const FleetSearch = (props: {
  text: string;
  onChange: (text: string) => void;
}) => {
  const { text, onChange } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [typed, setTyped] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef({ text, onChange });
  latest.current = { text, onChange };

  // Changed from elsewhere: Back, a saved view, clear.
  useEffect(() => setTyped(text), [text]);

  useEffect(() => {
    if (typed === latest.current.text) return undefined;
    const timer = setTimeout(() => latest.current.onChange(typed), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <TextField
      fullWidth
      size="small"
      type="search"
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onKeyDown={event => event.key === 'Escape' && setTyped('')}
      placeholder={t('fleet.facets.searchPlaceholder')}
      inputRef={input}
      inputProps={{
        'aria-label': t('fleet.facets.search'),
        'aria-keyshortcuts': '/',
        maxLength: 200,
        style: { padding: '6px 10px', fontSize: 12.5 },
      }}
      InputProps={{
        style: { borderRadius: 7 },
        endAdornment: !typed && (
          <InputAdornment position="end" aria-hidden>
            <kbd style={{ fontSize: 11, fontFamily: 'inherit' }}>/</kbd>
          </InputAdornment>
        ),
      }}
      sx={{ '& .MuiInputBase-root': { bgcolor: 'background.paper' } }}
    />
  );
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
