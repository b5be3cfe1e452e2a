/** What secrets look like, whoever issued them. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a token of Slack’s', /\b(?:xox[a-z]|xapp)-\w[^"\s]*/],
  ['who somebody proves to be', /\bBearer\s+\w[^"\s]*/i],
  ['a password in an address', /:\/\/[^\s:/@"]+:[^\s/@"]+@/],
  ['an address to answer to', /\/(?:response|commands|actions)\/T\w+\/[^"\s]+/],
]

/** Marks are found by how they begin. */
const head = 4

/** Every line of a log that holds a secret, or a mark, with what it is. */
export function lookThrough(log: string, marks: Iterable<string>): string[] {
  const byHead = new Map<string, string[]>()
  for (const mark of new Set(marks)) {
    // As it stands in a line of JSON.
    const text = JSON.stringify(mark).slice(1, -1)
    const start = text.slice(0, head)
    byHead.set(start, [...(byHead.get(start) ?? []), text])
  }
  return log.split('\n').flatMap((line) => {
    const [what] = [...shaped(line), ...planted(line, byHead)]
    return what === undefined ? [] : [`${what}: ${line}`]
  })
}

const shaped = (line: string): string[] => shapes.flatMap(([what, shape]) => (shape.test(line) ? [what] : []))

function* planted(line: string, byHead: ReadonlyMap<string, readonly string[]>): Generator<string> {
  for (let at = 0; at <= line.length - head; at += 1) {
    for (const mark of byHead.get(line.slice(at, at + head)) ?? []) {
      if (line.startsWith(mark, at)) yield `planted “${mark}”`
    }
  }
}
