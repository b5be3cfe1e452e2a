import { createContext } from 'react'

/** Names of people and channels by id, for mentions. */
export const NamesContext = createContext<ReadonlyMap<string, string>>(new Map())

/** Does what a button or menu of a message asks for; the promise ends when the answer is there. */
export type Act = (actionId: string, value?: string) => Promise<void>

export const ActContext = createContext<Act>(() => Promise.resolve())
