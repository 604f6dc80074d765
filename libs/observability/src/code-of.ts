/** The code of an error; its text may hold anything, and is not looked at. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unexpected');
