import { createContext, useContext } from 'react'
import type { Reach } from '../../../kernel/scope.ts'

/** Something that is on until then, with its reason: a stated purpose, a broken glass. */
export interface Lasting {
  readonly words: string
  readonly until: string
}

/** Who sits before the screen, and every verb they have somewhere, with where. */
export interface Person {
  readonly account: string | null
  readonly username: string | null
  readonly name: string
  readonly must: 'change-password' | 'second-factor' | null
  readonly roles: readonly string[]
  /** What the person works upon: `凌河街道`, `制造业 · 全区`, a unit's name. */
  readonly parts: readonly string[]
  readonly verbs: Readonly<Record<string, Reach>>
  readonly purpose: Lasting | null
  readonly actingFor: readonly string[]
  readonly glass: Lasting | null
  /** How many others are looking, by a broken glass, into what the person is responsible for. */
  readonly watched: number
  readonly secondFactor: boolean
}

export interface Session {
  /** False: nobody has an account yet, and whoever sits at this PC works as the whole office. */
  readonly accounts: boolean
  readonly singleSignOn: string | null
  readonly person: Person | null
}

export const NOBODY: Session = { accounts: true, singleSignOn: null, person: null }

/** Given by the gate of the room `access`; screens ask `useSession`, `useMay` and `useWhyNot`. */
export const SessionContext = createContext<Session>(NOBODY)

export const useSession = (): Session => useContext(SessionContext)
