import type { DeclaredPlace } from '../../contract.ts'

/** What stands in the fields, as typed. */
export interface Typed {
  readonly name: string
  readonly phone: string
  readonly placeKind: DeclaredPlace | ''
  readonly relation: string
  readonly joined: string
  readonly workplace: string
  readonly town: string
  readonly identity: string
  readonly agreed: boolean
}

export const NOTHING_TYPED: Typed = {
  name: '',
  phone: '',
  placeKind: '',
  relation: '',
  joined: '',
  workplace: '',
  town: '',
  identity: '',
  agreed: false,
}

/** In the order of the form: the first that is wrong takes the focus. */
export const ASKED = ['name', 'phone', 'placeKind', 'joined', 'consent'] as const
export type Question = (typeof ASKED)[number]

/** What is still missing or cannot be; `month` is this month, `2026-11`. The server judges again. */
export function missingIn(typed: Typed, month: string): readonly Question[] {
  const joined = typed.joined.trim()
  const wrong: Readonly<Record<Question, boolean>> = {
    name: typed.name.trim() === '',
    phone: typed.phone.replaceAll(/\D/g, '').length < 7,
    placeKind: typed.placeKind === '',
    joined: joined !== '' && !(/^\d{4}-(0[1-9]|1[0-2])$/.test(joined) && joined >= '1921-07' && joined <= month),
    consent: !typed.agreed,
  }
  return ASKED.filter((key) => wrong[key])
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** What was typed, as the contract takes it; `placeKind` is known to be chosen. */
export function readTyped(typed: Typed, placeKind: DeclaredPlace) {
  return {
    name: typed.name.trim(),
    phone: typed.phone.trim(),
    placeKind,
    relation: orNull(typed.relation),
    joined: orNull(typed.joined),
    workplace: orNull(typed.workplace),
    town: orNull(typed.town),
    identity: orNull(typed.identity),
  }
}

/** `2026-11` by the clock of the browser, as a limit of what is offered; the server judges. */
export function thisMonth(now = new Date()): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`
}
