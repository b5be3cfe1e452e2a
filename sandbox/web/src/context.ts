import { createContext } from 'react'
import type { Channel, Person } from './model.ts'

/** Names of people and channels by id, for mentions. */
export const NamesContext = createContext<ReadonlyMap<string, string>>(new Map())

/** Everybody in the workspace, for menus of people. */
export const PeopleContext = createContext<readonly Person[]>([])

/** The channels that whoever looks can see, for menus of them. */
export const ChannelsContext = createContext<readonly Channel[]>([])

/** Does what a button or menu of a message asks for; the promise ends when the answer is there. */
export type Act = (actionId: string, value?: string) => Promise<void>

/** What is wrong with the fields of a form, by block id. */
export const ErrorsContext = createContext<Readonly<Record<string, string>>>({})

export const ActContext = createContext<Act>(() => Promise.resolve())
