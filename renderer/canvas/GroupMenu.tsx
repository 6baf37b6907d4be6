import { Item } from '@radix-ui/react-context-menu';
import type { Id } from '../../shared/document/document.ts';
import { canBeMember } from '../../shared/document/edits/membership.ts';
import { changeMembership } from '../state/canvas-edits.ts';
import { useDocument } from '../state/document-store.ts';
import { SubMenu } from './SubMenu.tsx';

/** Into which groups what is selected could be put, and from which it could be taken. */
export function GroupMenu({ selection }: { readonly selection: readonly Id[] }) {
  const document = useDocument((now) => now);
  const joins = document.groups.flatMap((group) => {
    const ids = selection.filter((id) => !group.members.includes(id) && canBeMember(document, group.id, id));
    return ids.length > 0 ? [{ group, ids }] : [];
  });
  const leaves = document.groups.flatMap((group) => {
    const ids = selection.filter((id) => group.members.includes(id));
    return ids.length > 0 ? [{ group, ids }] : [];
  });
  return (
    <>
      {joins.length > 0 && <Groups label="Put into group" changes={joins} present />}
      {leaves.length > 0 && <Groups label="Take out of group" changes={leaves} present={false} />}
    </>
  );
}

interface GroupsProps {
  readonly label: string;
  readonly changes: readonly {
    readonly group: { readonly id: Id; readonly name: string };
    readonly ids: readonly Id[];
  }[];
  readonly present: boolean;
}

function Groups({ label, changes, present }: GroupsProps) {
  return (
    <SubMenu label={label}>
      {changes.map(({ group, ids }) => (
        <Item
          key={group.id}
          className="menu-item"
          onSelect={() => setTimeout(() => changeMembership(group.id, ids, present))}
        >
          <span className="menu-icon" />
          <span className="menu-label">{group.name}</span>
        </Item>
      ))}
    </SubMenu>
  );
}
