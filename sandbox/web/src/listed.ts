import { Children, type ReactNode } from 'react'

/** Renders items that keep their places, such as a message's blocks: their place is key enough. */
export function Listed<T>({ items, children }: { items: readonly T[]; children(item: T, place: number): ReactNode }) {
  return Children.toArray(items.map((item, place) => children(item, place)))
}
