import { quoteShell } from '../../../../../shared/compiler/quote.ts';
import { fine, type PreflightCheck, warning } from '../preflight-check.ts';

/** Whether the drawn users have the drawn ids: rules match the number, and the number may be somebody else's. */
export const users: PreflightCheck = {
  id: 'users',
  title: 'Users',
  script: ({ users: drawn }) => `
user_name() { if has getent; then getent passwd "$1"; else grep "^[^:]*:[^:]*:$1:" /etc/passwd; fi | cut -d: -f1 | head -n 1; }
${drawn
  .map(({ uid }) => Number(uid))
  .map((uid) => `fact users.${uid} "$(user_name ${uid} || true)"`)
  .join('\n')}
fact users.asked yes
`,
  judge(facts, { host, users: drawn }) {
    if (drawn.length === 0 || !facts.has('users.asked')) return [];
    const remarks = drawn.flatMap(({ name, uid }) => {
      const found = facts.one(`users.${uid}`);
      if (found === undefined)
        return [
          warning(
            `${host.name} knows no user with the id ${uid}, which is drawn as ${name}: its rules match nobody.`,
            `Look the id up there (id -u -- ${quoteShell(name)}) and mend it in the drawing.`,
          ),
        ];
      if (found === name) return [];
      return [
        warning(
          `The id ${uid} is drawn as the user ${name}, but on ${host.name} it is ${found}'s: the rules would hold for ${found}.`,
          `Look the id up there (id -u -- ${quoteShell(name)}) and mend it in the drawing, or call the user ${found}.`,
        ),
      ];
    });
    return remarks.length > 0 ? remarks : [fine(`The drawn users have the drawn ids on ${host.name}.`)];
  },
};
