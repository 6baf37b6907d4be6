/** A shield with a bridge and its ports on it. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" className="logo">
      <path d="M12 1.8 21 5v6.8c0 5.6-3.8 9-9 10.6-5.2-1.6-9-5-9-10.6V5z" fill="var(--accent)" />
      <path
        d="M6.6 10h10.8M8.6 10v4.6M12 10v4.6M15.4 10v4.6"
        stroke="var(--on-accent)"
        strokeWidth="1.9"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}
