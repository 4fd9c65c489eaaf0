import { defineConfig } from 'oxlint';
import { offForPlainJavaScript, reactRules, strictRules } from './scripts/lint/rules.ts';
import { roomOverrides } from './scripts/lint/rooms.ts';

const timeComesThroughAPort = [
  { object: 'Date', property: 'now', message: 'Time comes in through main/ports/time.ts.' },
  { object: 'Math', property: 'random', message: 'Randomness comes in through main/ports/time.ts.' },
];

export default defineConfig({
  options: { typeAware: true, reportUnusedDisableDirectives: 'error', denyWarnings: true },
  ignorePatterns: ['node_modules', 'dist', '.cache', 'release'],
  plugins: ['typescript', 'react', 'oxc', 'import'],
  jsPlugins: ['./scripts/lint/catalogue.js'],
  categories: { correctness: 'error' },
  rules: strictRules,
  overrides: [
    ...roomOverrides,
    {
      files: [
        'main/engine/**',
        'main/connectors/**',
        'main/http/**',
        'main/integrations/**',
        'main/scheduler/**',
        'main/store/**',
        'main/vault/**',
      ],
      rules: {
        'no-restricted-properties': ['error', ...timeComesThroughAPort],
        'no-restricted-globals': [
          'error',
          { name: 'setTimeout', message: 'Time comes in through main/ports/time.ts.' },
        ],
      },
    },
    { files: ['renderer/**/*.tsx'], rules: { 'catalogue/texts-from-catalogue': 'error' } },
    { files: ['renderer/**/*.{ts,tsx}'], rules: reactRules },
    {
      files: ['test/**', 'sandbox/**', 'scripts/**', 'main/cli/**', 'main/cli.ts', 'main/demo.ts', 'main/start*.ts'],
      rules: { 'no-console': 'off' },
    },
    { files: ['scripts/**/*.{js,mjs}'], rules: offForPlainJavaScript },
    // A query stands in expressions, and expressions in queries.
    {
      files: ['sandbox/databricks/sql/{parse,translate}-{expression,query,relation}.ts'],
      rules: { 'import/no-cycle': 'off' },
    },
    {
      files: ['test/**'],
      rules: {
        // Answers of servers under test are compared, not used.
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/no-non-null-assertion': 'off',
        // Lists of pairs are sorted only to be compared.
        'typescript/require-array-sort-compare': 'off',
      },
    },
  ],
});
