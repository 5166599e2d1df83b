import { defineConfig, type ViteUserConfig } from "vitest/config";

// Tests run on the sources: every package exports them under the condition "@sbx/source".
const conditions = ["@sbx/source", "node", "import", "default"];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions }, noExternal: [/^@sbx\//] },
  test: {
    include: ["packages/*/src/**/*.test.ts", "tests/*/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "forks",
    testTimeout: 30_000,
  },
});

export default config;
