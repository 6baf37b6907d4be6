import { describe, expect, it } from 'vitest';
import { installCommand, missingPackages, SYSTEM_PACKAGES } from './system-packages.mjs';

describe('missingPackages', () => {
  it('asks only for what the chosen suites use', () => {
    const names = (/** @type {string[]} */ suites) => missingPackages(suites, () => false).map((each) => each.package);
    expect(names(['unit'])).toEqual([]);
    expect(names(['kernel'])).toContain('iptables');
    expect(names(['kernel'])).not.toContain('chromium');
    expect(names(['kernel'])).not.toContain('openssh-server');
    expect(names(['journeys'])).toEqual(expect.arrayContaining(['chromium', 'openssh-server', 'python3']));
  });

  it('is content when every command is there', () => {
    expect(missingPackages(['kernel', 'ssh', 'journeys', 'electron'], () => true)).toEqual([]);
  });

  it('gives one command to copy', () => {
    const some = SYSTEM_PACKAGES.filter((each) => ['ip', 'ssh'].includes(each.command));
    expect(installCommand(some)).toBe(
      'apt-get update && apt-get install -y --no-install-recommends iproute2 openssh-client',
    );
  });
});
