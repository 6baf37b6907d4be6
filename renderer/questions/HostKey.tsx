import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { Question } from '../../shared/contract/question.ts';
import { IconButton } from '../controls/IconButton.tsx';

/** The files that Debian and its kin keep host keys in are named after the key's kind. */
function fileOf(type: string): string {
  const kind = /ed25519|ecdsa|rsa/i.exec(type)?.[0].toLowerCase() ?? '*';
  return `/etc/ssh/ssh_host_${kind}_key.pub`;
}

/** A host key that is seen for the first time, and how to find out whose it is. */
export function HostKey({ hostKey }: { readonly hostKey: NonNullable<Question['hostKey']> }) {
  const { type, fingerprint, address } = hostKey;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(fingerprint);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <>
      <dl className="host-key">
        <dt>Address</dt>
        <dd className="mono">{address}</dd>
        <dt>Key</dt>
        <dd className="mono">{type}</dd>
        <dt>Fingerprint</dt>
        <dd className="mono host-key-print">
          <span>{fingerprint}</span>
          <IconButton
            label={copied ? 'Copied' : 'Copy the fingerprint'}
            className="is-tiny"
            onPress={() => void copy()}
          >
            {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          </IconButton>
        </dd>
      </dl>
      <p className="row-hint">
        Compare it with what the host itself says, at its console or by a way that you trust already; every character
        counts:
      </p>
      <pre className="question-detail">ssh-keygen -lf {fileOf(type)}</pre>
      <p className="row-hint">
        If they differ, somebody stands between you and the host: refuse. The key is remembered in your known_hosts, and
        if it ever changes there is no question but a refusal.
      </p>
    </>
  );
}
