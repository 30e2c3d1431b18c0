import { Link } from '@backstage/core-components';
import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo, SloPatch } from '@sluice/plugin-pipelines-common';
import {
  Panel,
  PanelSkeleton,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { useSloPatch } from '../../hooks/useSloPatch';
import { sloTranslationRef } from '../../translation';
import { Code } from './Code';
import { CopyButton } from './CopyButton';
import { YamlPanel } from './YamlPanel';

/**
 * The definition as a change to the file of its entity, ready for a pull request. Where the file can't be read there is the YAML, and
 * why.
 *
 * @internal
 */
export const PatchPanel = (props: {
  entityRef: string;
  definition: Slo['definition'];
  yaml: string;
  /** What has to be done with the YAML. */
  hint: string;
}) => {
  const { entityRef, definition, yaml, hint } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const { data, error, isPending, isPlaceholderData } = useSloPatch({
    entityRef,
    slo: definition,
  });
  if (isPending) return <PanelSkeleton title={t('slo.try.patch')} lines={5} />;
  const { patch } = data ?? {};
  if (!patch) {
    return <YamlPanel yaml={yaml} hint={hint} note={noteOf(data)} />;
  }
  const url = `data:text/x-diff;charset=utf-8,${encodeURIComponent(patch)}`;
  return (
    <Panel
      title={t('slo.try.patch')}
      note={t('slo.try.patchNote', { file: data!.file! })}
      actions={
        <>
          {data!.editUrl && (
            <Link to={data!.editUrl}>{t('slo.try.editFile')}</Link>
          )}
          <Button
            size="small"
            variant="outlined"
            href={url}
            download={`${definition.name ?? 'slo'}.patch`}
          >
            {t('slo.try.download')}
          </Button>
          <CopyButton text={patch} label={t('slo.try.copyPatch')} />
        </>
      }
    >
      {data!.note === 'reformatted' && (
        <p style={{ margin: '0 0 8px' }}>{t('slo.try.note.reformatted')}</p>
      )}
      <Code
        tabIndex={0}
        role="region"
        aria-label={t('slo.try.diff')}
        aria-busy={isPlaceholderData}
      >
        {patch.split('\n').map((line, i) => (
          <DiffLine key={i} line={line} />
        ))}
      </Code>
    </Panel>
  );

  function noteOf(answer: SloPatch | undefined): string | undefined {
    if (!answer && !error) return undefined;
    if (!answer) return t('slo.try.note.failed', { message: wordsOf(error!) });
    const { message = '', note } = answer;
    return note && note !== 'ready'
      ? t(`slo.try.note.${note}`, { message })
      : undefined;
  }
};

/** What the backend said, which the client wraps. */
function wordsOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** A line begins with what it is, so that its colour only repeats that. */
const DiffLine = ({ line }: { line: string }) => {
  const { tones } = usePalette();
  const isHead = /^(diff |--- |\+\+\+ |@@)/.test(line);
  const tone = { '+': tones.good, '-': tones.bad }[line[0]];
  return (
    <span style={{ color: isHead ? undefined : tone?.fg }}>{`${line}\n`}</span>
  );
};
