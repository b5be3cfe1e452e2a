import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The sandbox's page: `npm run build` puts it beside the compiled sandbox, which serves it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../../dist/sandbox/web',
    emptyOutDir: true,
    // The Japanese font's two weights are 5 MB each, and only a page with Japanese in it fetches them.
    chunkSizeWarningLimit: 1_000,
  },
  server: { proxy: { '/sandbox': 'http://localhost:4000', '/files': 'http://localhost:4000' } },
})
