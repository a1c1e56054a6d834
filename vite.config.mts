import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { routesModule } from './src/platform/web/build/routes-module.ts'

const api = process.env['JUXIN_API'] ?? 'http://127.0.0.1:4180'

export default defineConfig({
  root: resolve(import.meta.dirname, 'src/apps/web'),
  publicDir: false,
  plugins: [routesModule(import.meta.dirname), react()],
  server: { proxy: { '/api': api } },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'chrome109',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
  },
})
