import type { ReactNode } from 'react';
import type { DockTab } from '../state/ui-store.ts';

/** What a tab of the dock shows once there is something to show, as a small drawing. */
export function TabSketch({ tab }: { readonly tab: DockTab }) {
  return (
    <svg className="sketch" viewBox="0 0 168 84" aria-hidden>
      {SKETCHES[tab]()}
    </svg>
  );
}

const SKETCHES: Readonly<Record<DockTab, () => ReactNode>> = {
  script: ScriptSketch,
  rules: RulesSketch,
  problems: ProblemsSketch,
  deploy: DeploySketch,
};

/** Numbered lines, of which the one about a port is lit. */
function ScriptSketch() {
  const lines = [
    { y: 12, words: [40, 26, 30] },
    { y: 28, words: [28, 44] },
    { y: 44, words: [36, 22, 46] },
    { y: 60, words: [52, 30] },
  ];
  return (
    <>
      <Sheet />
      <rect x={1} y={38} width={166} height={15} className="sketch-lit" />
      {lines.map(({ y, words }) => (
        <g key={y}>
          <rect x={9} y={y} width={7} height={4} rx={2} className="sketch-faint" />
          {words.map((width, at) => (
            <rect
              key={words.slice(0, at).join()}
              x={24 + words.slice(0, at).reduce((sum, one) => sum + one + 5, 0)}
              y={y}
              width={width}
              height={4}
              rx={2}
              className={WORDS[at]}
            />
          ))}
        </g>
      ))}
    </>
  );
}

const WORDS = ['sketch-accent', 'sketch-line', 'sketch-guest'];

/** One's own rule, between the denials that follow from the drawing. */
function RulesSketch() {
  return (
    <>
      <Sheet />
      {[12, 24, 68].map((y) => (
        <g key={y}>
          <circle cx={12} cy={y + 2} r={3} className="sketch-error" />
          <rect x={20} y={y} width={70} height={4} rx={2} className="sketch-faint" />
        </g>
      ))}
      <rect x={1} y={36} width={166} height={24} className="sketch-own" />
      <rect x={8} y={43} width={34} height={10} rx={3} className="sketch-chip" />
      <path d="M46 48h10m-3-3 3 3-3 3" className="sketch-arrow" />
      <rect x={60} y={43} width={34} height={10} rx={3} className="sketch-chip" />
      <rect x={112} y={43} width={44} height={10} rx={3} className="sketch-good" />
      <path d="m117 48 3 3 5-6" className="sketch-tick" />
    </>
  );
}

/** A mark at a guest, what is wrong with it, and the button that mends it. */
function ProblemsSketch() {
  return (
    <>
      <Sheet />
      <rect x={12} y={30} width={44} height={24} rx={4} className="sketch-box" />
      <rect x={19} y={40} width={26} height={4} rx={2} className="sketch-guest" />
      <circle cx={56} cy={30} r={7} className="sketch-warning" />
      <path d="M56 26.5v4M56 33v.5" className="sketch-sign" />
      <rect x={74} y={24} width={82} height={4} rx={2} className="sketch-line" />
      <rect x={74} y={34} width={60} height={4} rx={2} className="sketch-line" />
      <rect x={74} y={46} width={50} height={14} rx={4} className="sketch-button" />
      <rect x={82} y={51} width={34} height={4} rx={2} className="sketch-accent" />
    </>
  );
}

/** From this window to a host and, unless somebody confirms in time, back again. */
function DeploySketch() {
  return (
    <>
      <rect x={8} y={24} width={48} height={36} rx={4} className="sketch-box" />
      <path d="M8 33h48" className="sketch-edge" />
      <rect x={15} y={40} width={26} height={4} rx={2} className="sketch-line" />
      <rect x={15} y={48} width={18} height={4} rx={2} className="sketch-accent" />
      <path d="M62 36h44m-4-4 4 4-4 4" className="sketch-arrow" />
      <path d="M106 52H62m4-4-4 4 4 4" className="sketch-back" />
      <rect x={112} y={20} width={48} height={20} rx={4} className="sketch-box" />
      <rect x={112} y={44} width={48} height={20} rx={4} className="sketch-box" />
      <circle cx={121} cy={30} r={2.5} className="sketch-good" />
      <circle cx={121} cy={54} r={2.5} className="sketch-good" />
      <rect x={129} y={28} width={24} height={4} rx={2} className="sketch-line" />
      <rect x={129} y={52} width={24} height={4} rx={2} className="sketch-line" />
      <circle cx={84} cy={16} r={9} className="sketch-ring" />
      <path d="M84 11v5h4" className="sketch-hand" />
    </>
  );
}

function Sheet() {
  return <rect x={0.5} y={0.5} width={167} height={83} rx={7} className="sketch-sheet" />;
}
