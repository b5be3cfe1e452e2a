import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** An element's width in pixels, so that a drawing keeps its letters' size on any screen. */
export function useWidth<T extends Element>(initial: number): [RefObject<T | null>, number] {
  const element = useRef<T>(null)
  const [width, setWidth] = useState(initial)
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(200, entry?.contentRect.width ?? initial)))
    watch.observe(watched)
    return () => watch.disconnect()
  }, [initial])
  return [element, width]
}
