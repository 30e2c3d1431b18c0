import type { Scorecard } from '@sluice/plugin-pipelines-common';
import { StatusGlyph, usePalette } from '@sluice/plugin-pipelines-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { levelLook } from '../../scorecards/looks';
import { scorecardsTranslationRef } from '../../translation';

/** How many pipelines stand at each level: a bar of parts, and below it each with its shape, name and number. @internal */
export const LevelBar = (props: {
  levels: Scorecard['levels'];
  /** How many stand at each level, the first entry below the first level. */
  counts: readonly number[];
  label: string;
}) => {
  const { counts, label, levels } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { muted, tones } = usePalette();
  const names = levels.map(({ name }) => name);
  const parts = counts
    .map((count, i) => ({
      count,
      name: names[i - 1],
      title:
        levels[i - 1]?.title ??
        t('scorecards.noLevel', { level: levels[0]?.title ?? '' }),
      look: levelLook(names[i - 1], names),
    }))
    .reverse();
  return (
    <div>
      <div
        aria-hidden
        style={{
          display: 'flex',
          gap: 2,
          height: 8,
          borderRadius: 4,
          overflow: 'hidden',
        }}
      >
        {parts
          .filter(({ count }) => count > 0)
          .map(({ count, look, title }) => (
            <i
              key={title}
              data-share
              style={{ flex: count, backgroundColor: tones[look.tone].fg }}
            />
          ))}
      </div>
      <ul
        aria-label={label}
        style={{
          listStyle: 'none',
          display: 'flex',
          flexWrap: 'wrap',
          gap: '2px 14px',
          margin: '6px 0 0',
          padding: 0,
        }}
      >
        {parts.map(({ count, look, title }) => (
          <li
            key={title}
            style={{ display: 'inline-flex', alignItems: 'center', gap: 5 }}
          >
            <StatusGlyph {...look} size={9} />
            <strong>{count}</strong>
            <span style={{ color: muted }}>{title}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};
