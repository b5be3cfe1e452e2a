import { type RelationContract, relationContract, relationNames } from './contract.ts'

/** `create` statements of the contract's tables, keys and recommended indexes, for an empty database. */
export function contractDdl(schema: string): string {
  const quoted = quote(schema)
  const statements = [`create schema if not exists ${quoted};`]
  for (const name of relationNames) {
    const relation = relationContract(name)
    statements.push(createTable(quoted, name, relation), ...createIndexes(quoted, name, relation))
  }
  return `${statements.join('\n\n')}\n`
}

function createTable(schema: string, name: string, relation: RelationContract): string {
  const lines = Object.entries(relation.columns).map(([column, spec]) => {
    const parts = [`  ${quote(column)} ${spec.type}`]
    if (spec.primaryKey) parts.push('primary key')
    if (spec.default !== undefined) parts.push(`default ${spec.default}`)
    return parts.join(' ')
  })
  return `create table ${schema}.${quote(name)} (\n${lines.join(',\n')}\n);`
}

function createIndexes(schema: string, name: string, relation: RelationContract): string[] {
  return (relation.indexes ?? []).map((columns) => `create index on ${schema}.${quote(name)} (${columns});`)
}

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`
