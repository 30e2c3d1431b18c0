/**
 * A sluice gate: the water stands high behind it, and lower where it is let through.
 *
 * @internal
 */
export const Logo = (props: { size?: number }) => {
  const { size = 24 } = props;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="5.5" fill="#0b7079" />
      <g stroke="#bfe8e6" strokeWidth="1.7" strokeLinecap="round">
        <path d="M4.2 8h6M4.2 12h6M4.2 16h6" />
      </g>
      <path
        d="M12 3.4v17.2"
        stroke="#fff"
        strokeWidth="2.3"
        strokeLinecap="round"
      />
      <path
        d="M14.6 12h5.4"
        stroke="#fff"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
    </svg>
  );
};
