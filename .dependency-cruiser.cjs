// The fences between the folders. Each rule says what to do instead, because whoever reads it has just been stopped.

const { readdirSync } = require('node:fs');
const { join } = require('node:path');

// Tests, and the fast-check generators that they share.
const TEST = '\\.(test|arbitraries|fixture)\\.tsx?$';

// shared/: a folder may import the ones before it, never the ones after it.
const SHARED_ORDER = ['net', 'document', 'topology', 'compiler', 'analyse', 'contract'];

// What shared/ may take from npm: small, pure, without Node or DOM. Add a line here with a page in docs/decisions.
const SHARED_PACKAGES = ['@noble/hashes', 'cidr-tools', 'diff', 'ipaddr\\.js', 'mutative', 'zod', 'zustand/vanilla'];

// renderer/: first what holds no pixel, then what every panel is made of, then what can be done, then the panels, and round
// all of them the window.
const RENDERER_ORDER = [
  ...['theme', 'backend', 'layout', 'state', 'worker'],
  ...['controls', 'files', 'hosts', 'rule-edits', 'actions', 'empty'],
  ...['canvas', 'script', 'rules', 'inspector', 'objects', 'problems', 'questions', 'deploy', 'app'],
];

// electron/: the services, then the two windows' hosts, then the command line, which can start one of them; transport
// holds the tests over all of them.
const ELECTRON_ORDER = ['backend', 'windows', 'browser-window', 'cli', 'transport'];

// electron/backend: what is kept on this machine, then how a host is reached, then what is done there.
const BACKEND_ORDER = [
  ...['storage', 'examples', 'files', 'recovery', 'preferences'],
  ...['ssh', 'questions', 'deploy', 'hosts', 'export-ansible'],
];

// shared/compiler: the passes in the order in which they lean on each other; compile.ts alone names them all. cases are its tests.
const COMPILER_ORDER = [
  ...['ir', 'emit', 'layer2', 'resolve', 'order', 'place', 'derive', 'check', 'expressible'],
  ...['lower', 'scale', 'prove', 'bypass', 'release', 'cases'],
];

/** One rule a folder: it imports none of those that come after it. Throws when a folder has no place in the order. */
function inOrder(root, order, mend) {
  for (const each of readdirSync(join(__dirname, root), { withFileTypes: true }))
    if (each.isDirectory() && !order.includes(each.name))
      throw new Error(
        `${root}/${each.name} has no place in the order of ${root}: give it one in .dependency-cruiser.cjs.`,
      );
  return order.slice(0, -1).map((folder, index) => {
    const later = order.slice(index + 1);
    return {
      name: `${root.replaceAll('/', '-')}-order-${folder}`,
      comment: `${root}/${folder} comes before ${later.join(', ')}: ${mend(folder)}`,
      severity: 'error',
      from: { path: `^${root}/${folder}/`, pathNot: TEST },
      to: { path: `^${root}/(${later.join('|')})/` },
    };
  });
}

const orders = [
  ...inOrder(
    'shared',
    SHARED_ORDER,
    (folder) => `move what it needs down into shared/${folder} or an earlier folder, or pass it in as an argument.`,
  ),
  ...inOrder(
    'shared/compiler',
    COMPILER_ORDER,
    () => 'a pass gets what another finds as an argument from compile.ts; a type that both need belongs into ir.',
  ),
  ...inOrder(
    'renderer',
    RENDERER_ORDER,
    () =>
      'what several panels hold or change belongs into state, what they are made of into controls, and what only the window can bring together into app.',
  ),
  ...inOrder(
    'electron',
    ELECTRON_ORDER,
    () => 'a service does not know who asks it: pass the thing in as an argument.',
  ),
  ...inOrder(
    'electron/backend',
    BACKEND_ORDER,
    () => 'move what both need into the earlier folder, or let create-services.ts pass it in.',
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that import each other are one file, or a third one is missing: move what both need there.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere: write a relative path with its .ts or .tsx ending, or add the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'renderer-not-electron',
      comment: 'The renderer reaches its backend through shared/contract alone: add a call to the contract.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ['^electron/', '^e2e/', '^scripts/'] },
    },
    {
      name: 'electron-not-renderer',
      comment: 'The backend draws nothing: what both sides need belongs into shared/.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: ['^renderer/', '^e2e/', '^scripts/'] },
    },
    {
      name: 'shared-is-the-bottom',
      comment: 'shared/ imports neither side: pass the thing in as an argument, or describe it by a type in shared/.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: ['^renderer/', '^electron/', '^e2e/', '^scripts/'] },
    },
    {
      name: 'layout-is-geometry',
      comment:
        'renderer/layout says where things stand, from the document alone; stores, panels and actions ask it: pass the thing in as an argument.',
      severity: 'error',
      from: { path: '^renderer/layout/' },
      to: { path: '^renderer/', pathNot: '^renderer/layout/' },
    },
    {
      name: 'no-node-here',
      comment:
        'Window code and shared/ have no Node: do the reading and writing in electron/backend and pass the result in.',
      severity: 'error',
      from: { path: '^(shared|renderer)/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-packages',
      comment:
        'shared/ takes only small pure packages from npm: use one of those listed in .dependency-cruiser.cjs, or argue for a new one in docs/decisions.',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: `^node_modules/(${SHARED_PACKAGES.join('|')})(/|$)`,
      },
    },
    {
      name: 'electron-in-few-files',
      comment:
        "Only electron/main.ts, electron/preload.ts and electron/windows/ may import 'electron': services get what they need as arguments, so that the browser window has them too.",
      severity: 'error',
      from: { pathNot: ['^electron/(main|preload)\\.ts$', '^electron/windows/', TEST] },
      to: { path: '(^|node_modules/)electron(/|$)', pathNot: '^electron/' },
    },
    {
      name: 'no-dev-packages-in-the-program',
      comment:
        "The program may not lean on a devDependency: move the package to 'dependencies' with a line in docs/decisions/0002-dependencies.md.",
      severity: 'error',
      from: { path: '^(shared|renderer|electron)/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm-dev'],
        pathNot: ['node_modules/electron/', 'node_modules/@types/', 'node_modules/vite/'],
      },
    },
    ...orders,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Type-only imports count: a type is a dependency on somebody's decisions too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
