import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

interface Props {
  title: string
  className: string
  testId: string
  /** Escape; whoever shows the dialog takes it away. */
  onLeave(): void
  children: ReactNode
}

/** A dialog over everything else. Once it is gone the focus is where it was before. */
export function Dialog({ title, className, testId, onLeave, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => {
    const shown = box.current
    shown?.showModal()
    // One that is removed while it is open would leave the focus with nobody.
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={box}
      className={className}
      aria-labelledby={heading}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault()
        onLeave()
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  )
}
