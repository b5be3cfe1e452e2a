import type pg from 'pg'

/**
 * Takes the keys and indexes off empty tables and returns the statements that put them back: an index over rows that
 * are there is sorted once, one that grows with them is not.
 */
export async function takeOffIndexes(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ relation: string; index: string; definition: string; key: string | null }>(`
    select i.tablename as relation, i.indexname as index, i.indexdef as definition, c.conname as key
    from pg_indexes i
    left join pg_constraint c on c.conname = i.indexname and c.connamespace = 'ssot'::regnamespace and c.contype = 'p'
    where i.schemaname = 'ssot'
    order by 1, 2`)
  for (const { relation, index, key } of rows) {
    await client.query(key ? `alter table ssot.${relation} drop constraint ${key}` : `drop index ssot.${index}`)
  }
  return rows.flatMap(({ relation, index, definition, key }) =>
    key ? [definition, `alter table ssot.${relation} add primary key using index ${index}`] : [definition],
  )
}
