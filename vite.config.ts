import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: resolve(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: fonts and no data: scripts, so nothing may be inlined.
    assetsInlineLimit: 0,
    // Monaco is one chunk of some 3 MB by nature; it is loaded by import() after the first paint.
    chunkSizeWarningLimit: 5000,
  },
});
