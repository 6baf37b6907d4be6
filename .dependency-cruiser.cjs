// The fences between the folders. Each rule says what to do instead, because whoever reads it has just been stopped.

// Tests, and the fast-check generators that they share.
const TEST = '\\.(test|arbitraries|fixture)\\.tsx?$';

// shared/: a folder may import the ones before it, never the ones after it.
const SHARED_ORDER = ['net', 'document', 'topology', 'compiler', 'analyse', 'contract'];

// What shared/ may take from npm: small, pure, without Node or DOM. Add a line here with a page in docs/decisions.
const SHARED_PACKAGES = ['@noble/hashes', 'cidr-tools', 'diff', 'ipaddr\\.js', 'mutative', 'zod', 'zustand/vanilla'];

const sharedOrder = SHARED_ORDER.slice(0, -1).map((folder, index) => ({
  name: `shared-order-${folder}`,
  comment: `shared/${folder} comes before ${SHARED_ORDER.slice(index + 1).join(', ')}: move what it needs down into shared/${folder} or an earlier folder, or pass it in as an argument.`,
  severity: 'error',
  from: { path: `^shared/${folder}/`, pathNot: TEST },
  to: { path: `^shared/(${SHARED_ORDER.slice(index + 1).join('|')})/` },
}));

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
    ...sharedOrder,
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
