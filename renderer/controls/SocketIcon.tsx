import type { SocketView } from '../layout/layout-canvas.ts';

/**
 * Port kinds differ by shape, not only by colour: a tap is a round plug, a veth end an RJ45 jack as in a cable between
 * two switches, a NIC a chip with pins.
 */
export function SocketIcon({ kind }: { readonly kind: SocketView['kind'] }) {
  return (
    <svg className="socket-icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {kind === 'tap' && (
        <>
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <circle cx="8" cy="8" r="2.4" fill="currentColor" />
        </>
      )}
      {(kind === 'veth' || kind === 'interface') && (
        <>
          <path
            d="M2 3.2h12v8.2h-2.6v2.2H4.6v-2.2H2z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinejoin="round"
          />
          <path d="M5 3.6v3.2M7 3.6v3.2M9 3.6v3.2M11 3.6v3.2" stroke="currentColor" strokeWidth="1.1" />
        </>
      )}
      {kind === 'nic' && (
        <>
          <rect x="4" y="4" width="8" height="8" rx="1" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path
            d="M6 1.4V4M10 1.4V4M6 12v2.6M10 12v2.6M1.4 6H4M1.4 10H4M12 6h2.6M12 10h2.6"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        </>
      )}
    </svg>
  );
}
