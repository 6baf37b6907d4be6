/**
 * Whether the keyboard is nobody's now that a menu has closed, so that it may go back to where it was before. What was chosen in the
 * menu may have opened a field that has it already, and somebody who closed the menu by a click into a field means that one.
 */
export function isFocusFree(closed: Event): boolean {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return true;
  return closed.target instanceof Node && closed.target.contains(activeElement);
}
