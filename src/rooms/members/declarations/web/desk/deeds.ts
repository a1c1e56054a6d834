import type { RelationPlace } from '../../../contract.ts'
import type { CloseWhy, DeclarationDeed, DeclarationPage } from '../../contract.ts'
import { declarationsApi } from '../api.ts'

export type Place = RelationPlace
export const PLACES: readonly Place[] = ['unit', 'residence', 'supervising', 'talent-centre', 'elsewhere']

/** What was typed into the form of a deed; an empty text says nothing. */
export interface Given {
  readonly day: string
  /** The reason, or a note where none is demanded. */
  readonly text: string
  readonly fromText: string
  readonly place: Place
  readonly town: string
  readonly status: 'full' | 'probationary'
  readonly joined: string
  readonly fullOn: string
  readonly looked: boolean
  readonly closeAs: CloseWhy | ''
}
/** With what was chosen beside it. */
type Whole = Given & { readonly unit: string | null; readonly organization: string | null }

interface Asks {
  readonly unit: boolean
  /** Status and days of the person. */
  readonly person: boolean
  /** An organisation, and that the register was looked at. */
  readonly organization: boolean
  /** A word on it: none where nothing is to be said of somebody whose data are erased. */
  readonly text: 'reason' | 'note' | null
}

const NOTHING: Asks = { unit: false, person: false, organization: false, text: 'note' }
const TAKES_IN: Asks = { unit: true, person: true, organization: true, text: 'reason' }

const ASKS: Readonly<Record<DeclarationDeed, Asks>> = {
  contact: NOTHING,
  verify: { ...NOTHING, unit: true, person: true },
  assign: { ...NOTHING, unit: true },
  admit: TAKES_IN,
  transfer: TAKES_IN,
  close: { ...NOTHING, text: 'reason' },
  reopen: { ...NOTHING, text: 'reason' },
  withdraw: { ...NOTHING, text: null },
}

export const asksFor = (deed: DeclarationDeed): Asks => ASKS[deed]

export type Missing = 'organization' | 'unit' | 'fromText' | 'closeAs' | 'looked' | 'day' | 'reason'

/** The first thing that the deed still lacks, in the order of its form; null when it can be sent. */
export function missingFor(deed: DeclarationDeed, given: Whole): Missing | null {
  const asks = ASKS[deed]
  const outside = deed === 'admit' && given.place === 'elsewhere'
  if (asks.organization && !outside && given.organization === null) return 'organization'
  if (outside && given.unit === null) return 'unit'
  if (deed === 'transfer' && given.fromText.trim().length < 2) return 'fromText'
  if (asks.organization && !given.looked) return 'looked'
  if (deed === 'close' && given.closeAs === '') return 'closeAs'
  if (given.day === '') return 'day'
  return asks.text === 'reason' && given.text.trim().length < 2 ? 'reason' : null
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export function sendDeed(
  deed: DeclarationDeed,
  { id, version }: DeclarationPage,
  given: Whole,
): Promise<DeclarationPage> {
  const acting = { id, version, day: given.day }
  const note = given.text.trim()
  const person = {
    unit: given.unit,
    status: given.status,
    joined: orNull(given.joined),
    fullOn: orNull(given.fullOn),
  }
  switch (deed) {
    case 'contact':
      return declarationsApi.call('declarations.contact', { ...acting, note })
    case 'verify':
      return declarationsApi.call('declarations.verify', { ...acting, ...person, note })
    case 'assign':
      return declarationsApi.call('declarations.assign', {
        ...acting,
        unit: given.unit,
        town: orNull(given.town),
        note,
      })
    case 'admit':
      return declarationsApi.call('declarations.admit', {
        ...acting,
        ...person,
        organization: given.place === 'elsewhere' ? null : given.organization,
        place: given.place,
        looked: true,
        reason: note,
      })
    case 'transfer':
      return declarationsApi.call('declarations.openTransfer', {
        ...acting,
        ...person,
        to: given.organization ?? '',
        fromText: given.fromText.trim(),
        place: given.place === 'elsewhere' ? 'unit' : given.place,
        looked: true,
        reason: note,
      })
    case 'close':
      return declarationsApi.call('declarations.close', { ...acting, why: given.closeAs || 'other', reason: note })
    case 'reopen':
      return declarationsApi.call('declarations.reopen', { ...acting, reason: note })
    case 'withdraw':
      return declarationsApi.call('declarations.withdrawFor', acting)
  }
}
