// How the three sides (main, preload, renderer) are built. Native modules stay outside the bundles.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const NATIVE = ['better-sqlite3', 'koffi', 'node-hid', 'serialport'];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      minify: true,
      rollupOptions: {
        external: ['electron', ...NATIVE],
        input: {
          index: resolve(root, 'src/main/index.ts'),
          'device-host': resolve(root, 'src/main/device-host/index.ts'),
          'seal-key-host': resolve(root, 'src/main/seal-key-host/index.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name].cjs' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(root, 'src/preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    plugins: [react()],
    build: {
      minify: true,
      rollupOptions: { input: { index: resolve(root, 'src/renderer/index.html') } },
    },
  },
});
