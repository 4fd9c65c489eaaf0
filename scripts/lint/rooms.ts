import type { OxlintOverride } from 'oxlint';

interface Room {
  readonly files: readonly string[];
  readonly except?: readonly string[];
  /** Relative paths as they are written, and packages. */
  readonly forbidden: readonly string[];
}

const engineRooms = [
  'main/engine/**',
  'main/integrations/**',
  'main/scheduler/**',
  'main/http/**',
  'main/store/**',
  'main/vault/**',
  'main/ports/**',
];

const connectors = ['workday', 'databricks', 'slack'];

/** Imports that a room may not have (docs/architecture.md). Each file is of one room. */
const rooms: readonly Room[] = [
  {
    files: ['shared/**'],
    forbidden: ['**/main/**', '**/renderer/**', '**/preload/**', '**/sandbox/**', 'node:*', 'electron', 'react'],
  },
  { files: ['renderer/**', 'preload/**'], forbidden: ['**/main/**', '**/sandbox/**', 'node:*'] },
  { files: engineRooms, forbidden: ['electron', '**/renderer/**', '**/sandbox/**', '**/web-host/**', '**/desktop/**'] },
  ...connectors.map((own) => ({
    files: [`main/connectors/${own}/**`],
    forbidden: [
      'electron',
      ...connectors.filter((other) => other !== own).map((other) => `**/${other}/**`),
      '**/engine/**',
      '**/store/**',
      '**/sandbox/**',
    ],
  })),
  // Only main/desktop knows electron; only main/practice knows the sandbox.
  {
    files: ['main/**'],
    except: ['main/desktop/**', 'main/index.ts', 'main/practice/**', 'main/connectors/**', ...engineRooms],
    forbidden: ['electron', '**/sandbox/**', '**/renderer/**'],
  },
  { files: ['sandbox/**'], forbidden: ['**/main/**', '**/renderer/**', 'electron'] },
];

/** The same as overrides of the linter's configuration. */
export const roomOverrides: OxlintOverride[] = rooms.map(({ files, except = [], forbidden }) => ({
  files: [...files],
  excludeFiles: [...except],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: [...forbidden], message: 'This room may not import that one.' }] },
    ],
  },
}));
