import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig(
  { ignores: ["wwwroot/", "node_modules/", "bin/", "obj/"] },
  js.configs.recommended,
  {
    files: ["js/**/*.ts"],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // data-* attributes are read by index because tsconfig asks for it.
      "@typescript-eslint/dot-notation": "off",
    },
  },
  { files: ["*.mjs"], languageOptions: { globals: { URL: "readonly" } } },
);
