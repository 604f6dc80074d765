import { sql, type RawBuilder } from 'kysely';

/**
 * The value of a column as no index has it. A database without statistics may take the index of a column that says little, where others
 * leave a handful of rows.
 */
export const offIndex = (column: string): RawBuilder<string> => sql<string>`${sql.ref(column)} || ''`;
