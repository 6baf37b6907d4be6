import { fine, type PreflightCheck, stop } from '../preflight-check.ts';

/** Linux, and root on it. */
export const rights: PreflightCheck = {
  id: 'rights',
  title: 'Root rights',
  script: () => `
fact rights.uid "$(id -u)"
fact rights.kernel "$(uname -s)"
fact rights.release "$(uname -r)"
`,
  judge(facts, { host }) {
    const kernel = facts.one('rights.kernel');
    if (kernel !== 'Linux')
      return [
        stop(
          `${host.name} runs ${kernel ?? 'an unknown system'}, but rules can be loaded on Linux alone.`,
          "Mend the connection's address, or take the host out of the drawing.",
        ),
      ];
    if (facts.one('rights.uid') !== '0')
      return [
        stop(
          `The login on ${host.name} has no root rights.`,
          'Connect as root, or set “become” of its connection to “sudo”.',
        ),
      ];
    return [fine(`${host.name} runs Linux ${facts.one('rights.release') ?? ''}, and the login is root there.`)];
  },
};
