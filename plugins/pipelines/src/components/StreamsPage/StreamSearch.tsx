import { useEffect, useRef, useState } from 'react';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { streamsTranslationRef } from '../../translation';

/** How long typing has to rest before it is searched for, in milliseconds. */
const DEBOUNCE_MS = 250;

/** The search box of the groups; Escape empties it. @internal */
export const StreamSearch = (props: {
  text: string;
  onChange: (text: string) => void;
}) => {
  const { onChange, text } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const [typed, setTyped] = useState(text);
  const latest = useRef({ text, onChange });
  latest.current = { text, onChange };

  // Changed from elsewhere: Back, clear.
  useEffect(() => setTyped(text), [text]);

  useEffect(() => {
    if (typed === latest.current.text) return undefined;
    const timer = setTimeout(() => latest.current.onChange(typed), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <TextField
      fullWidth
      size="small"
      type="search"
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onKeyDown={event => event.key === 'Escape' && setTyped('')}
      placeholder={t('streams.filter.placeholder')}
      inputProps={{
        'aria-label': t('streams.filter.search'),
        maxLength: 200,
        style: { padding: '6px 10px', fontSize: 12.5 },
      }}
      InputProps={{ style: { borderRadius: 7 } }}
      sx={{ '& .MuiInputBase-root': { bgcolor: 'background.paper' } }}
    />
  );
};
