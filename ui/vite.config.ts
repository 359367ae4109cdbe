import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The window loads everything from its own bundle: relative addresses, no inlined scripts, no remote source. */
export default defineConfig({
  plugins: [react()],
  base: "./",
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  build: { target: "es2022", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1500 },
  test: { environment: "jsdom", include: ["tests/**/*.test.{ts,tsx}"], testTimeout: 20_000 },
});
