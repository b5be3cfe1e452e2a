/** Of the usage its lines about one command, with how they go on; all of it when it has none. */
export function helpFor(usage: string, what: string | undefined): string {
  const entries = usage.split(/\n(?= {2}\S|\n)/).filter((entry) => entry.startsWith('  '))
  const about = entries.filter((entry) => entry.trim().split(/\s/)[0] === what)
  return about.length === 0 ? usage : `revops <what>\n\n${about.join('\n')}\n`
}
