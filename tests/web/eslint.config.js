import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/node_modules/", "**/.venv*/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value=/^(https?:|\\/\\/)/]",
          message: "Nothing loads from a third party, ever.",
        },
      ],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["workbook/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      "no-restricted-properties": [
        "error",
        // What a participant typed is text, never markup.
        { property: "innerHTML" },
        { property: "outerHTML" },
        { property: "insertAdjacentHTML" },
      ],
    },
  },
  {
    files: ["tests/web/*.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
