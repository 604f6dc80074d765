// One run for all: pure units (*.spec.ts), real parts (*.int.spec.ts), the started program (*.e2e.spec.ts).
// And one that imports at run time what jest has to see.
const esModulesOfDependencies = ['@marcbachmann/cel-js', 'content-disposition', '@opentelemetry/otlp-exporter-base'];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleNameMapper: {
    '^@lienthong/bundle/payload$': '<rootDir>/libs/bundle/src/payload.ts',
    '^@lienthong/documents/drawing$': '<rootDir>/libs/documents/src/render-form.ts',
    '^@lienthong/dossier/domain$': '<rootDir>/libs/dossier/src/domain/index.ts',
    '^@lienthong/dossier/reading$': '<rootDir>/libs/dossier/src/reading.ts',
    '^@lienthong/access/postgres$': '<rootDir>/libs/access/src/postgres/index.ts',
    '^@lienthong/postgres/testing$': '<rootDir>/libs/postgres/src/testing/index.ts',
    '^@lienthong/handoff-bullmq/testing$': '<rootDir>/libs/handoff-bullmq/src/testing/index.ts',
    '^@lienthong/handoff/queue-conformance$': '<rootDir>/libs/handoff/src/queue-conformance/index.ts',
    '^@lienthong/observability/exporting$': '<rootDir>/libs/observability/src/exporting/index.ts',
    '^@lienthong/event-store/kurrentdb$': '<rootDir>/libs/event-store/src/kurrentdb/index.ts',
    '^@lienthong/event-store/kurrentdb/testing$': '<rootDir>/libs/event-store/src/kurrentdb/testing/index.ts',
    '^@lienthong/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  transform: { '^.+\\.[jt]s$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${esModulesOfDependencies.join('|')})/)`],
  // The started program and the log's writer thread run from dist, as they do for a user.
  globalSetup: '<rootDir>/jest.build.cjs',
  setupFiles: ['reflect-metadata'],
  cacheDirectory: '<rootDir>/.cache/jest',
  // No test is judged by its speed; this only ends a run that hangs.
  testTimeout: 600_000,
  watchman: false,
};
