// The licences of everything that is bundled into out/, which most of them ask to be handed on with it.
import { writeFileSync } from 'node:fs';
import checker from 'license-checker-rseidelsohn';
import { at, root } from './lib/root.mjs';

const RULE = '-'.repeat(80);

/** Where the text lies: beside what it is about, and in every package. */
export const NOTICES = at('out/THIRD-PARTY-NOTICES.txt');

/**
 * One section for each package: its name, version and licence, where its source code is, and the licence's text. Rejects
 * when the installed packages cannot be read.
 * @returns {Promise<string>}
 */
export async function thirdPartyNotices() {
  const sections = (await installedPackages()).map(
    ({ name = '', version = '', licenses = '', repository, licenseText }) =>
      [
        `${name} ${version}`,
        `Licence: ${[licenses].flat().join(', ')}`,
        `Source code: ${repository ?? `https://www.npmjs.com/package/${name}/v/${version}`}`,
        ...(licenseText ? ['', licenseText.trim()] : []),
      ].join('\n'),
  );
  const head = [
    'Bridgewarden contains the packages below, each under its own licence. Where several are joined by OR, it is used',
    'under the one whose text is given. The source code of each is available, under that licence, from the address',
    'that is named with it; the release to look for there is the version that is named.',
  ].join('\n');
  return `${[head, ...sections].join(`\n\n${RULE}\n\n`)}\n`;
}

/** Writes them beside the built programs. */
export async function writeThirdPartyNotices() {
  writeFileSync(NOTICES, await thirdPartyNotices());
}

/**
 * What package.json names as a dependency of the program, and what that depends on.
 * @returns {Promise<import('license-checker-rseidelsohn').ModuleInfo[]>}
 */
function installedPackages() {
  const customFormat = { name: '', version: '', licenseText: '' };
  return new Promise((resolve, reject) => {
    checker.init({ start: root, production: true, excludePrivatePackages: true, customFormat }, (error, packages) => {
      if (error) reject(error);
      else resolve(Object.values(packages));
    });
  });
}
