import ts from 'typescript'

/** Where an answer is not what the types of `slack-web-api-client` say of it: keys that they do not have, values of another type. */
export type Compare = (method: string, answer: unknown) => string[]

/** Reads the types of the client as TypeScript does. Takes a few seconds. */
export function readPromises(): Compare {
  const file = ts.sys.resolvePath(
    new URL(import.meta.resolve('slack-web-api-client')).pathname.replace(/\.js$/, '.d.ts'),
  )
  const program = ts.createProgram([file], { strict: true, skipLibCheck: true, types: [] })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  const client = module && checker.getExportsOfModule(module).find(({ name }) => name === 'SlackAPIClient')
  if (!client) throw new Error('the client’s types are not where they were')

  const within = (type: ts.Type, key: string): ts.Type | undefined => {
    const property = type.getProperty(key)
    return property && checker.getTypeOfSymbol(property)
  }

  /** `conversations.info` of the client is a function whose promise is of the answer. */
  function answerOf(method: string): ts.Type | undefined {
    let type: ts.Type | undefined = checker.getDeclaredTypeOfSymbol(client as ts.Symbol)
    for (const step of method.split('.')) type = type && within(type, step)
    const signature = type?.getCallSignatures()[0]
    return signature && checker.getAwaitedType(signature.getReturnType())
  }

  function faults(value: unknown, type: ts.Type, at: string): string[] {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return []
    if (type.isUnion()) {
      const each = type.types.map((part) => faults(value, part, at))
      return each.some((found) => found.length === 0) ? [] : (each.at(-1) ?? [])
    }
    if (value === null || value === undefined) return []
    const wanted = checker.typeToString(type)
    if (typeof value !== 'object') return isPlain(value, type) ? [] : [`${at} is no ${wanted}`]
    if (Array.isArray(value)) {
      const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number)
      if (!item) return [`${at} is no ${wanted}`]
      return value.flatMap((each, i) => faults(each, item, `${at}[${i}]`))
    }
    const other = checker.getIndexTypeOfType(type, ts.IndexKind.String)
    return Object.entries(value).flatMap(([key, inner]) => {
      const known = within(type, key) ?? other
      return known ? faults(inner, known, `${at}.${key}`) : [`${at}.${key} is unknown`]
    })
  }

  return (method, answer) => {
    const type = answerOf(method)
    return type ? faults(answer, type, '') : [`${method} is unknown`]
  }
}

function isPlain(value: unknown, { flags }: ts.Type): boolean {
  if (flags & ts.TypeFlags.StringLike) return typeof value === 'string'
  if (flags & ts.TypeFlags.NumberLike) return typeof value === 'number'
  return Boolean(flags & ts.TypeFlags.BooleanLike) && typeof value === 'boolean'
}
