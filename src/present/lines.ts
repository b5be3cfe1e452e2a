import { section } from '../blocks/build.ts'
import type { SectionBlock } from '../blocks/types.ts'

/** One section may hold 3,000 characters. */
const longest = 2_800

/** Long lists become several sections. */
export function lineSections(lines: readonly string[]): SectionBlock[] {
  const chunks: string[] = []
  for (const line of lines) {
    const last = chunks.at(-1)
    if (last !== undefined && last.length + line.length < longest) chunks[chunks.length - 1] = `${last}\n${line}`
    else chunks.push(line)
  }
  return chunks.map((chunk) => section(chunk))
}

/** Sentences one below the other; no section at all where none is said. */
export function paragraph(lines: readonly string[]): SectionBlock[] {
  const said = lines.filter(Boolean)
  return said.length > 0 ? [section(said.join('\n'))] : []
}
