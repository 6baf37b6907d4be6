import { isBranchName } from '../../compiler/check/branch-name.ts';
import type { Document } from '../../document/document.ts';
import { freshInterfaceName, freshLike } from '../../document/edits/fresh.ts';
import { renameRecord } from '../../document/edits/update-record.ts';
import { recordIndex } from '../../document/record-index.ts';
import { isInterfaceName } from '../../net/names.ts';
import type { Mender } from './mend.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Renames the record that the finding names to what the words give. */
function renameTo(wish: (document: Document, id: string) => string | undefined): Mender {
  return (document, { objects: [id = ''] }) => {
    const name = wish(document, id);
    return name === undefined ? [] : [{ label: `Rename it to ${name}`, apply: (now) => renameRecord(now, id, name) }];
  };
}

/** A name that the kernel takes, as like the old one as can be. */
export const interfaceName: Mender = renameTo((document, id) => {
  const entry = recordIndex(document).get(id);
  if (entry?.host === undefined) return undefined;
  const plain = entry.record.name
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 15);
  const wish = isInterfaceName(plain) ? plain : entry.kind === 'bridge' ? 'virbr1' : 'port1';
  return freshInterfaceName(entry.host, wish);
});

/** A name that becomes a chain. */
export const chainName: Mender = renameTo((document, id) => {
  const name = recordIndex(document).get(id)?.record.name ?? '';
  const plain = name
    .replace(/[^A-Za-z0-9_.-]+/g, '_')
    .replace(/^(BW_|-)+/, '')
    .slice(0, 20);
  const wish = isBranchName(`${plain}_rules`) && plain !== '' ? `${plain}_rules` : 'Branch_Policy';
  return freshLike(new Set(document.policies.map((policy) => policy.name)), wish, 25);
});

/** A name in one line, of bearable length. */
export const plainName: Mender = renameTo((document, id) => {
  const name = recordIndex(document).get(id)?.record.name;
  return name?.replace(CONTROL_CHARACTERS, ' ').trim().slice(0, 300);
});

/** The name with a number behind it that nobody has yet. */
export const freeName: Mender = renameTo((document, id) => {
  const entry = recordIndex(document).get(id);
  if (entry === undefined) return undefined;
  const same = [...recordIndex(document).values()].filter(({ kind }) => kind === entry.kind);
  return freshLike(new Set(same.map(({ record }) => record.name)), entry.record.name);
});
