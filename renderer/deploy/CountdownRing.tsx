import { useSecondsLeft } from './use-seconds-left.ts';

interface CountdownRingProps {
  /** What happens when it is over, for screen readers. */
  readonly label: string;
  readonly deadline: number;
  /** How long it was at the beginning. */
  readonly seconds: number;
  readonly size?: number;
}

/** The time that is left, as a ring that empties. */
export function CountdownRing({ label, deadline, seconds, size = 30 }: CountdownRingProps) {
  const left = useSecondsLeft(deadline);
  const radius = size / 2 - 2;
  const length = 2 * Math.PI * radius;
  const share = seconds > 0 ? Math.min(1, left / seconds) : 0;
  const urgent = left <= 10;
  return (
    <span className={`ring ${urgent ? 'is-urgent' : ''}`} role="timer" aria-label={`${label}: ${left} s`}>
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden>
        <circle className="ring-ground" cx={size / 2} cy={size / 2} r={radius} />
        <circle
          className="ring-left"
          cx={size / 2}
          cy={size / 2}
          r={radius}
          strokeDasharray={length}
          strokeDashoffset={length * (1 - share)}
          transform={`rotate(-90 ${size / 2} ${size / 2})`}
        />
      </svg>
      <span className="ring-number">{left}</span>
    </span>
  );
}
