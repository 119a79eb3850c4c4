import { defineConfig } from "vitest/config";

// The server finds the built files through .vite/manifest.json; nothing is inlined, so that the pages keep
// `default-src 'self'` without exceptions.
export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  // What is built of others' work keeps their licence line.
  esbuild: { legalComments: "eof" },
  // The camera's worker. Its name tells the server which file may compile WebAssembly (web/static_files.py).
  worker: { format: "es", rollupOptions: { output: { entryFileNames: "assets/camera-worker-[hash].js" } } },
  build: {
    outDir: "src/spinecoach/web/static/built",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // three alone is over half a megabyte; it comes only where a body moves.
    chunkSizeWarningLimit: 700,
    rollupOptions: { input: ["island/src/live.ts", "island/src/page.ts", "island/styles/main.css"] },
  },
  test: {
    environment: "happy-dom",
    include: ["island/tests/**/*.test.ts"],
    css: true,
    restoreMocks: true,
  },
});
