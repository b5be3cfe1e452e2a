/** Whether something was not heard among the last so many: Slack, or somebody who listened in, may say the same twice. */
export function createRecent(most: number): (id: string) => boolean {
  const ids = new Set<string>()
  return (id) => {
    if (ids.has(id)) return false
    ids.add(id)
    const [oldest] = ids
    if (ids.size > most && oldest !== undefined) ids.delete(oldest)
    return true
  }
}
