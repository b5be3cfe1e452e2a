import type { Change, StoredView } from './model.ts'

/** The home tabs, and the modals that people have open, one upon the other. */
export function viewStore(tell: (change: Change) => void) {
  // In the order of opening; a view that changes keeps its place.
  const views = new Map<string, StoredView>()
  const modalsOf = (user: string): StoredView[] =>
    [...views.values()].filter((view) => view.kind === 'modal' && view.user === user)
  const close = (closing: readonly StoredView[]): void => {
    const ids = closing.map(({ id }) => id)
    for (const id of ids) views.delete(id)
    if (ids.length > 0) tell({ type: 'closed', ids })
  }

  return {
    view: (id: string) => views.get(id),
    viewCalled: (externalId: string) => [...views.values()].find(({ view }) => view.external_id === externalId),
    homeOf: (user: string) => [...views.values()].find((view) => view.user === user && view.kind === 'home'),
    /** From the one at the bottom to the one that is seen. */
    modalsOf,
    saveView(view: StoredView): void {
      views.set(view.id, view)
      tell({ type: 'view', view })
    },
    /** Closes this modal and what lies upon it. */
    closeView({ id, user }: StoredView): void {
      const stack = modalsOf(user)
      const from = stack.findIndex((view) => view.id === id)
      if (from >= 0) close(stack.slice(from))
    },
    closeModals: (user: string): void => close(modalsOf(user)),
  }
}
