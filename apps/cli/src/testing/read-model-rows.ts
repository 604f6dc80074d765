import { existsSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';

/** The engine's own patience, which is kept nowhere but in the read models: what was put off is looked at again at once after a rebuild. */
const PATIENCE = new Set(['due_at', 'trouble']);

type Row = Readonly<Record<string, unknown>>;

/** All rows of the read models that follow from the log, by table, in the order of their keys. */
export function readModelRows(file: string): Readonly<Record<string, readonly Row[]>> {
  return withDatabase(file, (database) => {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'checkpoint' ORDER BY name").all();
    return Object.fromEntries(
      (tables as { name: string }[]).map(({ name }) => {
        const rows = database.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all() as Row[];
        return [name, rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !PATIENCE.has(column))))];
      }),
    );
  });
}

/** The same of read models in PostgreSQL: those that are read at the moment. */
export async function rowsInPostgres(
  tell: (statement: string) => Promise<readonly Row[]>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const [line] = await tell('select live from lienthong.read_models');
  const schema = String(line?.['live']);
  const tables = await tell(`select tablename as name from pg_tables where schemaname = '${schema}' and tablename <> 'checkpoint'`);
  const rows: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const found = await tell(`select to_jsonb(row) - '{${[...PATIENCE].join(',')}}'::text[] as row from ${schema}."${String(name)}" row`);
    rows[String(name)] = found.map(({ row }) => JSON.stringify(row)).sort();
  }
  return rows;
}

/** How far into the log all read models have come; nothing if one has not begun. */
export function readModelsAt(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const positions = withDatabase(file, (database) => database.prepare('SELECT min(position) AS position FROM checkpoint').get());
  return (positions as { position: string | null }).position ?? undefined;
}

export function removeReadModels(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

function withDatabase<T>(file: string, work: (database: Database.Database) => T): T {
  const database = new Database(`${pathToFileURL(file).href}?mode=ro`);
  try {
    return work(database);
  } finally {
    database.close();
  }
}
