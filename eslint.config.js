import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Imports that a room may not have (docs/architecture.md); the patterns are relative paths as they are written. */
const rooms = [
  {
    files: ['shared/**'],
    forbidden: ['**/main/**', '**/renderer/**', '**/preload/**', '**/sandbox/**', 'node:*', 'electron', 'react'],
  },
  { files: ['renderer/**', 'preload/**'], forbidden: ['**/main/**', '**/sandbox/**', 'node:*'] },
  {
    files: [
      'main/engine/**',
      'main/integrations/**',
      'main/scheduler/**',
      'main/http/**',
      'main/store/**',
      'main/vault/**',
      'main/ports/**',
    ],
    forbidden: ['electron', '**/renderer/**', '**/sandbox/**', '**/web-host/**', '**/desktop/**'],
  },
  ...['workday', 'databricks', 'slack'].map((own, _, all) => ({
    files: [`main/connectors/${own}/**`],
    forbidden: [
      'electron',
      ...all.filter((other) => other !== own).map((other) => `**/${other}/**`),
      '**/engine/**',
      '**/store/**',
      '**/sandbox/**',
    ],
  })),
  { files: ['sandbox/**'], forbidden: ['**/main/**', '**/renderer/**', 'electron'] },
];

const timeComesThroughAPort = [
  { object: 'Date', property: 'now', message: 'Time comes in through main/ports/time.ts.' },
  { object: 'Math', property: 'random', message: 'Randomness comes in through main/ports/time.ts.' },
];

/** Words in JSX, and in the attributes that people read or hear: those of the catalogue only (renderer/i18n). */
const child = ':matches(JSXElement, JSXFragment) > JSXExpressionContainer';
const readAloud =
  'JSXAttribute[name.name=/^(aria-label|aria-description|title|alt|placeholder|label|note|help|intro)$/]';
const textsComeFromTheCatalogue = [
  'JSXText[value=/[A-Za-z]{2}/]',
  ...[child, `${child} > ConditionalExpression`, readAloud, `${readAloud} > JSXExpressionContainer`].flatMap(
    (place) => [
      `${place} > Literal[value=/[A-Za-z]{2}/]`,
      `${place} > TemplateLiteral > TemplateElement[value.raw=/[A-Za-z]{2}/]`,
    ],
  ),
].map((selector) => ({ selector, message: 'Texts come from the catalogue: renderer/i18n/en and nl.' }));

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.cache/', 'release/', 'eslint.config.js'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // There are no enums: the compiler takes only what erases (`erasableSyntaxOnly`). The rule would look at every assignment.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // The renderer and the engine pass handlers around as plain functions; a method's `this` is never relied upon.
      '@typescript-eslint/unbound-method': 'off',
      // `{}` as an answer without content is the contract's own word.
      '@typescript-eslint/no-empty-object-type': 'off',
    },
  },
  ...rooms.map(({ files, forbidden }) => ({
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: forbidden, message: 'This room may not import that one.' }] },
      ],
    },
  })),
  {
    files: ['main/**'],
    ignores: [
      'main/desktop/**',
      'main/index.ts',
      'main/practice/**',
      'main/engine/**',
      'main/integrations/**',
      'main/scheduler/**',
      'main/http/**',
      'main/store/**',
      'main/vault/**',
      'main/ports/**',
      'main/connectors/**',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['electron', '**/sandbox/**', '**/renderer/**'],
              message: 'Only main/desktop knows electron; only main/practice knows the sandbox.',
            },
          ],
        },
      ],
    },
  },
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
      'no-restricted-globals': ['error', { name: 'setTimeout', message: 'Time comes in through main/ports/time.ts.' }],
    },
  },
  {
    files: ['renderer/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...textsComeFromTheCatalogue] },
  },
  { files: ['renderer/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['test/**', 'sandbox/**', 'main/cli/**', 'main/cli.ts', 'main/demo.ts', 'main/start*.ts'],
    rules: { 'no-console': 'off' },
  },
  // Plain JavaScript without types, which the type checker does not know.
  {
    files: ['scripts/**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['test/**'],
    rules: {
      // Answers of servers under test are compared, not used.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
