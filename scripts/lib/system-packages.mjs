import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { electronBinary } from '../electron-binary.mjs';
import { findCommand, run } from './run.mjs';

/**
 * @typedef {'kernel' | 'ssh' | 'journeys' | 'electron'} Suite
 * @typedef {{ command: string, package: string, suites: Suite[], why: string, optional?: true }} SystemPackage
 */

/**
 * What the tests need beyond npm: the command looked for, and the Debian package that brings it. Without an optional one the
 * tests that use it are skipped, and say so.
 * @type {SystemPackage[]}
 */
export const SYSTEM_PACKAGES = [
  { command: 'chromium', package: 'chromium', suites: ['journeys'], why: 'the browser that the journeys drive' },
  {
    command: 'iptables-restore',
    package: 'iptables',
    suites: ['kernel', 'ssh', 'journeys'],
    why: 'loads the compiled rules',
  },
  { command: 'ebtables', package: 'ebtables', suites: ['kernel', 'ssh', 'journeys'], why: 'loads the layer 2 rules' },
  { command: 'nft', package: 'nftables', suites: ['kernel'], why: 'shows what iptables-nft put into the kernel' },
  {
    command: 'ip',
    package: 'iproute2',
    suites: ['kernel', 'ssh', 'journeys'],
    why: 'builds bridges, veth pairs and namespaces',
  },
  { command: 'sysctl', package: 'procps', suites: ['kernel', 'ssh', 'journeys'], why: 'br_netfilter settings' },
  {
    command: 'unshare',
    package: 'util-linux',
    suites: ['kernel', 'ssh', 'journeys'],
    why: 'namespaces around the tests',
  },
  { command: 'modprobe', package: 'kmod', suites: ['kernel', 'ssh', 'journeys'], why: 'loads br_netfilter' },
  {
    command: 'python3',
    package: 'python3',
    suites: ['kernel', 'ssh', 'journeys'],
    why: 'sends and receives raw frames, which Node cannot',
  },
  { command: 'ssh', package: 'openssh-client', suites: ['ssh', 'journeys'], why: 'deploys' },
  { command: 'sshd', package: 'openssh-server', suites: ['ssh', 'journeys'], why: 'the host that is deployed to' },
  { command: 'ping', package: 'iputils-ping', suites: ['ssh'], why: 'asks the guests before and after a load' },
  { command: 'sudo', package: 'sudo', suites: ['ssh'], why: 'a host whose login is not root' },
  {
    command: 'ansible-playbook',
    package: 'ansible-core',
    suites: ['ssh'],
    why: 'runs the exported role',
    optional: true,
  },
  {
    command: 'ansible-lint',
    package: 'ansible-lint',
    suites: ['ssh'],
    why: 'reads the exported role as its engine would',
    optional: true,
  },
  { command: 'xvfb-run', package: 'xvfb', suites: ['electron'], why: 'a display for Electron where there is none' },
  { command: 'xauth', package: 'xauth', suites: ['electron'], why: 'xvfb-run uses it' },
];

/**
 * @param {string[]} suites
 * @param {(command: string) => boolean} has
 * @returns {SystemPackage[]}
 */
export function missingPackages(suites, has) {
  return SYSTEM_PACKAGES.filter((each) => each.suites.some((suite) => suites.includes(suite)) && !has(each.command));
}

/** @param {SystemPackage[]} packages */
export function installCommand(packages) {
  const names = [...new Set(packages.map((each) => each.package))].join(' ');
  return `apt-get update && apt-get install -y --no-install-recommends ${names}`;
}

/**
 * Installs what the suites need when it can, otherwise says exactly what to install.
 * @param {string[]} suites
 * @returns {Promise<boolean>}
 */
export async function ensureSystemPackages(suites) {
  const here = suites.filter((suite) => suite !== 'electron' || (electronBinary().found && !process.env.DISPLAY));
  const has = (/** @type {string} */ command) =>
    (command === 'chromium' && process.env.CHROMIUM !== undefined) || findCommand(command) !== undefined;
  const missing = missingPackages(here, has);
  if (missing.length === 0) return true;

  console.log('The tests need commands that are not here:');
  for (const each of missing) console.log(`  ${each.command} (Debian package ${each.package}): ${each.why}`);
  const enough = (/** @type {SystemPackage[]} */ packages) => packages.every((each) => each.optional);
  const root = process.getuid?.() === 0;
  if (!root || !findCommand('apt-get')) {
    console.log(
      findCommand('apt-get')
        ? `Install them as root, then run the tests again:\n  sudo sh -c '${installCommand(missing)}'`
        : 'Install them by the means of this system, then run the tests again.',
    );
    return enough(missing);
  }
  console.log(`Installing them: ${installCommand(missing)}`);
  await withoutStartingServices(async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    // An unreachable third-party source makes update fail although the packages wanted can be had; install decides.
    await run('apt-get', ['-qq', 'update'], env);
    const names = [...new Set(missing.map((each) => each.package))];
    await run(
      'apt-get',
      [
        '-qq',
        '-o',
        'Dpkg::Use-Pty=0',
        '-o',
        'Dpkg::Lock::Timeout=120',
        'install',
        '-y',
        '--no-install-recommends',
        ...names,
      ],
      env,
    );
  });
  const still = missingPackages(here, has);
  for (const each of still) console.error(`Still missing: ${each.command} (Debian package ${each.package}).`);
  return enough(still);
}

const POLICY = '/usr/sbin/policy-rc.d';
const OURS = '# Bridgewarden: no service may start while the test tools are installed\n';

/**
 * Only the programs are wanted: a test run must not open this machine's SSH port. Debian asks policy-rc.d before it
 * starts a service after an installation; 101 means no.
 * @param {() => Promise<void>} install
 */
async function withoutStartingServices(install) {
  const hadServer = findCommand('sshd') !== undefined;
  // A policy that somebody made stays as it is; one of ours that an interrupted run left behind may go.
  const ours = !existsSync(POLICY) || readFileSync(POLICY, 'utf8').includes(OURS);
  if (ours) writeFileSync(POLICY, `#!/bin/sh\n${OURS}exit 101\n`, { mode: 0o755 });
  try {
    await install();
  } finally {
    if (ours) rmSync(POLICY, { force: true });
  }
  // The package enables its service for the next boot too.
  if (!hadServer && findCommand('sshd') && existsSync('/run/systemd/system')) {
    await run('systemctl', ['disable', 'ssh.service', 'ssh.socket']);
  }
}
