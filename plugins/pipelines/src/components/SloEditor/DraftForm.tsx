import { useMemo } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DraftField } from '../../slo/sloDraft';
import { sloTranslationRef } from '../../translation';

const Form = styled('form')({ display: 'grid', gap: 14, paddingTop: 6 });

/** The keys of the words of fields: a dot would go deeper. */
type FieldWords =
  | 'target'
  | 'window_rolling'
  | 'deadline_time'
  | 'deadline_timezone'
  | 'deadline_dataThrough'
  | 'deadline_calendar'
  | 'duration_max'
  | 'freshness_max'
  | 'freshness_slice'
  | 'success_within'
  | 'completeness_within'
  | 'correctness_tests';

/** What a definition promises, field by field, each with what is wrong with it. @internal */
export const DraftForm = (props: {
  fields: readonly DraftField[];
  valueOf: (path: string) => string;
  problems: ReadonlyMap<string, string>;
  onChange: (field: DraftField, text: string) => void;
}) => {
  const { fields, valueOf, problems, onChange } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  return (
    <Form
      aria-label={t('slo.try.form')}
      onSubmit={event => event.preventDefault()}
    >
      {fields.map(field => {
        const problem = problems.get(field.path);
        const words = field.path.replace('.', '_') as FieldWords;
        const common: TextFieldProps = {
          size: 'small',
          fullWidth: true,
          label: t(`slo.try.field.${words}`),
          error: problem !== undefined,
          helperText: problem ?? (field.isOptional && t('slo.try.optional')),
          InputLabelProps: { shrink: true },
        };
        if (field.input === 'timezone') {
          return (
            <Autocomplete
              key={field.path}
              freeSolo
              size="small"
              options={zones}
              inputValue={valueOf(field.path)}
              onInputChange={(_, text, reason) =>
                // It resets its own text as it mounts, which nobody typed.
                (reason !== 'reset' || text) && onChange(field, text)
              }
              renderInput={params => (
                <TextField
                  {...params}
                  {...common}
                  InputLabelProps={{ ...params.InputLabelProps, shrink: true }}
                />
              )}
            />
          );
        }
        return (
          <TextField
            key={field.path}
            {...common}
            type={field.input}
            inputProps={
              field.input === 'number' ? { step: 'any' } : { maxLength: 200 }
            }
            value={valueOf(field.path)}
            onChange={event => onChange(field, event.target.value)}
          />
        );
      })}
    </Form>
  );
};
