import { Fragment } from 'react';

/** A technical name in a narrow column: it may go on in the next line after `_`, `-`, `.` or `/`, and anywhere if that isn't enough. @internal */
export const BreakableName = ({ children }: { children: string }) => (
  <span style={{ overflowWrap: 'anywhere' }}>
    {children.split(/(?<=[_./-])/).map((part, i) => (
      // The parts of a name don't move.
      // eslint-disable-next-line react/no-array-index-key
      <Fragment key={i}>
        {i > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </span>
);
