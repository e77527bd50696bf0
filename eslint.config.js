// Lint: the layer rules of docs/architecture.md, plus TypeScript and React-hook correctness.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Anchored: our own src/core/crypto is not Node's.
const NODE_BUILTINS = {
  regex: '^(node:.*|fs|path|os|net|http|child_process|crypto|stream|worker_threads)(/.*)?$',
};
const DRIVERS = ['better-sqlite3', 'serialport', '@serialport/*', 'node-hid', 'koffi'];
const UI = ['react', 'react-dom', 'react-dom/*', 'antd', 'antd/*', 'zustand', 'zustand/*'];

const forbid = (message, ...groups) => ({
  'no-restricted-imports': [
    'error',
    { patterns: groups.map((group) => (Array.isArray(group) ? { group, message } : { ...group, message })) },
  ],
});
const forbidGlobals = (names, message) => ({
  'no-restricted-globals': ['error', ...names.map((name) => ({ name, message }))],
});
const NODE_GLOBALS = ['process', 'Buffer', 'require', '__dirname', '__filename', 'setImmediate', 'global'];
const DOM_GLOBALS = [
  'window',
  'document',
  'navigator',
  'localStorage',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
];

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', 'test-results'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/core/**'],
    rules: {
      ...forbid(
        'src/core is pure: no Electron, Node I/O, SQL, drivers or DOM, and nothing from the outer layers.',
        ['electron', 'electron/*'],
        NODE_BUILTINS,
        DRIVERS,
        UI,
        ['#main/*', '#emulators/*', '#tests/*', '**/main/**', '**/renderer/**', '**/preload/**'],
        ['#shared/*', '**/shared/**'],
      ),
      ...forbidGlobals([...NODE_GLOBALS, ...DOM_GLOBALS], 'src/core is pure: take it as an argument.'),
    },
  },
  {
    files: ['src/shared/**'],
    rules: {
      ...forbid(
        'src/shared is read on both sides of IPC: only src/core and zod.',
        ['electron', 'electron/*'],
        NODE_BUILTINS,
        DRIVERS,
        UI,
        ['#main/*', '#emulators/*', '#tests/*', '**/main/**', '**/renderer/**', '**/preload/**'],
      ),
      ...forbidGlobals([...NODE_GLOBALS, ...DOM_GLOBALS], 'src/shared runs on both sides of IPC.'),
    },
  },
  {
    files: ['src/main/**'],
    rules: forbid('src/main imports src/core and src/shared only; no renderer, no UI, no emulators.', UI, [
      '#emulators/*',
      '#tests/*',
      '**/renderer/**',
      '**/preload/**',
    ]),
  },
  {
    files: ['src/cli/**'],
    rules: forbid(
      'src/cli runs in plain Node: src/core and node:* only, no Electron, no native modules.',
      ['electron', 'electron/*'],
      DRIVERS,
      UI,
      ['#main/*', '#shared/*', '#emulators/*', '#tests/*', '**/main/**', '**/renderer/**', '**/preload/**'],
    ),
  },
  {
    files: ['src/preload/**'],
    rules: forbid(
      'src/preload is one typed bridge: electron and src/shared types only.',
      NODE_BUILTINS,
      DRIVERS,
      UI,
      ['#main/*', '#emulators/*', '#tests/*', '**/main/**', '**/renderer/**'],
    ),
  },
  {
    files: ['src/renderer/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...forbid(
        'src/renderer sees functions of the bridge only: no Electron, Node, SQL or drivers.',
        ['electron', 'electron/*'],
        NODE_BUILTINS,
        DRIVERS,
        ['#main/*', '#emulators/*', '#tests/*', '**/main/**', '**/preload/**'],
      ),
      ...forbidGlobals(NODE_GLOBALS, 'The renderer is sandboxed.'),
    },
  },
  {
    files: ['scripts/**', 'tests/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Loaded by Electron itself as CommonJS, before any module loader of ours.
    files: ['scripts/default_app/**'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
