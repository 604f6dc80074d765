import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const may = (tag, ...others) => ({ sourceTag: `type:${tag}`, onlyDependOnLibsWithTags: [tag, ...others].map((each) => `type:${each}`) });

// What a domain may import: itself, and what is as pure as it is.
const PURE = {
  regex: '^(?!\\.{1,2}/|@lienthong/(bundle(/payload)?|calendar)$|node:util$)',
  message: 'A domain imports no framework, no input or output: only its own files, @lienthong/bundle and @lienthong/calendar.',
};

export default tseslint.config(
  { ignores: ['dist/', '.cache/', '.nx/', 'data/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      // Who may use whom. A library is entered by its front door only.
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: [
            may('pure'),
            may('port', 'pure'),
            may('application', 'port', 'pure'),
            may('adapter', 'application', 'port', 'pure'),
            may('app', 'adapter', 'application', 'port', 'pure'),
          ],
        },
      ],
    },
  },
  {
    files: ['libs/*/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [PURE] }] },
  },
  {
    files: ['libs/calendar/src/**/*.ts', 'libs/bundle/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@nestjs/*', 'kysely', 'libsql', 'undici', 'fastify', 'bullmq', 'ioredis'], message: 'This library is pure.' },
          ],
        },
      ],
    },
  },
  {
    // Programs speak to people.
    files: ['apps/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // What is measured or shown is the programs as they are put together, so these reach into them;
    // and the families of a played year are those of the demonstration.
    files: ['bench/**/*.ts', 'apps/demo-year/**/*.ts', 'apps/simulator/src/change/{year,log.int.spec}.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
);
