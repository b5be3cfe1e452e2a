import type { Links } from '../define/links.ts'

/** Addresses of questions: what is copied from an answer, and understood wherever somebody writes it. */
export interface AnswerLinks {
  /** Gives a question its address. */
  addressOf(question: string): Promise<string>
  /** The id of the first such address in a text; undefined where there is none. */
  idIn(text: string): string | undefined
  /** The question of an id; undefined for one that is not, or no longer, known. */
  questionOf(id: string): Promise<string | undefined>
  /** The address of an id. */
  at(id: string): string
}

/** Below the public address, so that whatever else is served there stays what it is. */
const path = '/a/'

/** `publicUrl` without a slash at its end. */
export function createAnswerLinks(links: Links, publicUrl: string): AnswerLinks {
  const base = `${publicUrl}${path}`
  const address = new RegExp(`${base.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}([\\w-]{22})(?![\\w-])`, 'i')
  const at = (id: string): string => `${base}${id}`
  return {
    addressOf: async (question) => at(await links.keep(question)),
    idIn: (text) => address.exec(text)?.[1],
    questionOf: (id) => links.find(id),
    at,
  }
}
