import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import {
  StatusGlyph,
  type StatusLook,
  usePalette,
} from '@sluice/plugin-pipelines-react';

const Face = styled('span')({
  display: 'block',
  padding: '2px',
  borderRadius: 5,
  textAlign: 'center',
  '& .figure': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    // Where there is no room for both, the shape stands above the figure: it is never cut for it.
    flexWrap: 'wrap',
    columnGap: 3,
    minHeight: 17,
    fontSize: 11,
    fontWeight: 600,
  },
  '& .figure > span': {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .more': { display: 'block', fontSize: 10.5, lineHeight: 1.2 },
});

/** For screen readers alone: what stands there is shorter than what it means. */
const Spoken = styled('span')({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});

/** A cell of the matrix: a shape, a figure, and where it leads. @internal */
export const MatrixCell = (props: {
  look: StatusLook;
  /** All of it in words. */
  label: string;
  to: string;
  children: ReactNode;
  /** A second line, such as how many are unknown. */
  more?: ReactNode;
}) => {
  const { children, label, look, more, to } = props;
  const { fg, bg } = usePalette().tones[look.tone];
  return (
    <Link
      to={to}
      title={label}
      underline="none"
      style={{ display: 'block', position: 'relative', color: fg }}
    >
      <Spoken>{label}</Spoken>
      <Face aria-hidden style={{ backgroundColor: bg }}>
        <span className="figure">
          <StatusGlyph glyph={look.glyph} size={8} />
          <span>{children}</span>
        </span>
        {more && <span className="more">{more}</span>}
      </Face>
    </Link>
  );
};
