import tseslint from 'typescript-eslint';

// Only the rules that need types; everything else is Biome's, which is twenty times as fast.
export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'coverage/**', 'assets/**'] },
  {
    files: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,tsx}', 'e2e/**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        // Named one by one: the tests of shared/ and renderer/ have projects of their own.
        project: [
          './shared/tsconfig.json',
          './shared/tsconfig.test.json',
          './electron/tsconfig.json',
          './renderer/tsconfig.json',
          './renderer/tsconfig.test.json',
          './e2e/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // A promise nobody awaits is a deploy step that fails in silence.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      // A new match kind, rule action or finding code must be answered everywhere it is switched on.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      // One way to keep a member private, and the one that holds when the program runs. A constructor knows no other word.
      'no-restricted-syntax': [
        'error',
        {
          selector:
            ':matches(MethodDefinition[kind!="constructor"], PropertyDefinition, TSParameterProperty)[accessibility="private"]',
          message: 'Write #name: private members are private at run time, too.',
        },
      ],
    },
  },
);
