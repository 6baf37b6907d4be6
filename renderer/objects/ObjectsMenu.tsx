import { Plus } from 'lucide-react';
import { Button, Menu, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { ActionItem } from '../actions/ActionItem.tsx';
import { actionById } from '../actions/registry.ts';

const NEW = ['object.address', 'object.service', 'object.user', 'object.interval', 'object.policy'];
const TOOLS = ['object.library', 'object.replace', 'object.unused'];

/** What can be made and done with objects that are not drawn. */
export function ObjectsMenu() {
  return (
    <MenuTrigger>
      <Button className="icon-button is-tiny" aria-label="Add and find objects">
        <Plus size={15} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Objects">
          {NEW.map((id) => (
            <ActionItem key={id} action={actionById(id)} />
          ))}
          <Separator className="menu-line" />
          {TOOLS.map((id) => (
            <ActionItem key={id} action={actionById(id)} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
