import { asObject, asText } from './http.ts'

/** The element with this action_id, as `actions` shows it once clicked; `value` picks an option, or one of several. */
export function findAction(blocks: readonly unknown[], actionId: string, value?: string): object | undefined {
  const found = blocks.flatMap((block, i) => elementsIn(block, asText(asObject(block)?.block_id) || `b${i}`))
  const named = found.filter(({ element }) => element.action_id === actionId)
  const hit = named.find(({ element }) => value !== undefined && element.value === value) ?? named[0]
  if (!hit) return undefined
  const { element, blockId } = hit
  const base = {
    action_id: actionId,
    block_id: blockId,
    type: element.type,
    action_ts: (Date.now() / 1_000).toFixed(6),
  }
  if (element.type === 'users_select') return { ...base, selected_user: value ?? null }
  const options = optionsOf(element)
  if (options.length === 0) {
    const shown = element.value === undefined ? {} : { value: element.value }
    return { ...base, text: element.text, ...(element.type === 'button' ? shown : { value }) }
  }
  const selected = options.find((option) => option.value === value)
  return selected && { ...base, selected_option: selected }
}

type Found = { element: Readonly<Record<string, unknown>>; blockId: string }

/** Everything with an action_id inside a block, however deep: rows, cards, accessories, containers. */
function elementsIn(node: unknown, blockId: string): Found[] {
  if (Array.isArray(node)) return node.flatMap((item) => elementsIn(item, blockId))
  const object = asObject(node)
  if (!object) return []
  const own = typeof object.action_id === 'string' ? [{ element: object, blockId }] : []
  return [...own, ...Object.values(object).flatMap((value) => elementsIn(value, blockId))]
}

function optionsOf(element: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [{ options: element.options }]
  return groups.flatMap((group) => {
    const options = asObject(group)?.options
    return Array.isArray(options) ? options.map(asObject).filter((option) => option !== undefined) : []
  })
}
