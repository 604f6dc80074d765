// Interfaces leave no trace at run time: the composition provides these ports under tokens.
export const ATTACHMENTS = Symbol('Attachments');
export const CLOCK = Symbol('Clock');
export const DUPLICATE_INDEX = Symbol('DuplicateIndex');
export const KEY_VAULT = Symbol('KeyVault');
export const WORKFLOWS = Symbol('Workflows');
