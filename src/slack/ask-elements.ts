import { actions, button, clip } from '../blocks/build.ts'
import type { ButtonElement, StaticSelectElement } from '../blocks/elements.ts'
import { limits } from '../blocks/limits.ts'
import { plain } from '../blocks/text.ts'
import type { FollowUp, Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'

/** What asks on: `ask0`, `ask1` … */
export const askAction = 'ask'

/** The longest value a button can carry. */
const longestValue = 2_000
/** Of one menu, so many are buttons; more are a select. */
const mostButtons = 2

type AskElement = ButtonElement | StaticSelectElement

/** Buttons, and a select for what belongs to one menu. What is too long to be carried is left out. */
export function askElements(followUps: readonly FollowUp[], locale: Locale): AskElement[] {
  const alike = ({ menu }: FollowUp) => followUps.filter((each) => menu !== undefined && each.menu === menu)
  const isFolded = (each: FollowUp): boolean => alike(each).length > mostButtons
  // A select stands where the first of it would.
  const units = followUps.filter((each) => !isFolded(each) || alike(each)[0] === each)
  return units.flatMap((each, i): AskElement[] => {
    const actionId = `${askAction}${i}`
    return isFolded(each) ? select(each.menu ?? '', alike(each), actionId) : askButton(withMenu(each, locale), actionId)
  })
}

/** A message for many with what asks on in its last line, before what is there already: each who presses it is answered alone. */
export function withFollowUps(message: Message, locale: Locale): Message {
  const { blocks, followUps = [] } = message
  const elements = askElements(followUps, locale)
  if (elements.length === 0) return message
  const last = blocks.at(-1)
  const [above, already] = last?.type === 'actions' ? [blocks.slice(0, -1), last.elements] : [blocks, []]
  const room = limits.actionsElements - already.length
  return { ...message, blocks: [...above, actions([...elements.slice(0, room), ...already])] }
}

/** A button that carries a question, if it can. */
export function askButton({ label, question }: FollowUp, actionId: string): ButtonElement[] {
  const value = JSON.stringify({ q: question })
  return value.length <= longestValue ? [button({ text: label, actionId, value })] : []
}

function select(menu: string, several: readonly FollowUp[], actionId: string): StaticSelectElement[] {
  const { options: most, optionText, optionValue } = limits.select
  const options = several
    .map(({ label, question }) => ({ text: plain(clip(label, optionText)), value: JSON.stringify({ q: question }) }))
    .filter(({ value }) => value.length <= optionValue)
    .slice(0, most)
  if (options.length === 0) return []
  return [{ type: 'static_select', action_id: actionId, placeholder: plain(menu), options }]
}

const withMenu = (each: FollowUp, locale: Locale): FollowUp =>
  each.menu === undefined ? each : { ...each, label: `${each.menu}${locale === 'ja' ? '：' : ': '}${each.label}` }
