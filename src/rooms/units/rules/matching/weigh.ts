/**
 * One row against one registered unit, in bits (Fellegi, Sunter 1969): log₂ of how likely this row is if it is that
 * unit, over how likely it is if it is none. Three fields, taken as independent,
 *
 *     name     chance of the slips that turn one name into the other  over  chance that an unknown body bears it
 *     code     m of the level                                         over  u of the level
 *     address  m of the level                                         over  how common this address, house, road is
 *
 * and one correction, because they are not independent for bodies that belong together: a sister firm has nearly
 * the name *and* the address *and* perhaps, copied, the code. `kin` takes away what that possibility leaves of the
 * sum.
 */
import { addressHashes, compareAddresses, type ReadAddress } from './addresses.ts'
import { compareCodes, prefixBits, type CodeAgreement } from './codes.ts'
import { namesakeBits, shapeOf, type MatchIndex } from './match-index.ts'
import { FORMER_NAME, NAMESAKE, RENAMED, type AddressLevel } from './model.ts'
import { countEntries } from './multimap.ts'
import { nameBits } from './rarity.ts'
import type { ReadRow } from './row.ts'
import { accountForName, type NameAccount } from './slips.ts'
import type { NameParts } from '../../../../standards/names.ts'

/** The other side of the comparison: one spelling of a registered unit, with the unit's other fields. */
export interface Registered {
  readonly name: NameParts
  readonly former: boolean
  readonly code: string | null
  readonly address: ReadAddress
}

export interface PairWeight {
  /** Null when no slips explain the row's name: it is another name. */
  readonly account: NameAccount | null
  /** −log₂ of the chance that the unit's name is written like the row's. */
  readonly price: number
  /**
   * −log₂ of the chance that somebody else's name, perhaps damaged, reads like the row's, as far as this pair
   * shows.
   */
  readonly rarity: number
  /** log₂ of how much oftener kin of the unit than the unit itself would bear the row's name. */
  readonly kinName: number
  readonly code: CodeAgreement
  readonly address: AddressLevel
  /** How many registered units have the row's address, for words; 0 when it is not the same. */
  readonly atAddress: number
  readonly codeBits: number
  readonly addressBits: number
  /** log₂ of how much oftener kin than the unit itself would have the row's code and address. */
  readonly kinRest: number
}

const log2 = Math.log2
const COUNT_TO = 5000
/** However few units of a district the register holds, so many others may lie there. */
const LEAST_SHARE = 0.02
/** Bits by which names of sister firms differ in rarity anyway. */
const USUAL_DIFFERENCE = 4

export function weighPair(index: MatchIndex, row: ReadRow, unit: Registered): PairWeight {
  const size = log2(index.units.length + index.model.unlisted)
  const name = weighName(index, row, unit)

  const code = compareCodes(row.code, unit.code, row.codeOwners.length > 0)
  const codeLine = index.model.codes[code.level]
  const codeBits =
    code.level === 'prefix'
      ? prefixBits(code.digits)
      : log2(codeLine.m / codeLine.u) + (codeLine.perUnit === true ? size : 0)

  const address = compareAddresses(row.address, unit.address)
  const addressLine = index.model.addresses[address]
  const common = addressChance(index, unit.address, address)
  return {
    ...name,
    code,
    address,
    atAddress: common.count,
    codeBits,
    addressBits: log2(addressLine.m / common.chance),
    kinRest: log2(codeLine.kin / codeLine.m) + log2(addressLine.kin / addressLine.m),
  }
}

type NameWeight = Pick<PairWeight, 'account' | 'price' | 'rarity' | 'kinName'>

function weighName(index: MatchIndex, row: ReadRow, { name: unit, former }: Registered): NameWeight {
  if (row.name.key === '') return { account: null, price: 0, rarity: 0, kinName: 0 }
  const lines = index.model.slips
  const account = accountForName(row.name, unit, { lines, rarity: index.rarity })
  const renamed = row.bits - log2(RENAMED)
  if (account === null || account.price > renamed) {
    return { account: null, price: renamed, rarity: row.bits, kinName: -Infinity }
  }
  const price = account.price - (former ? log2(FORMER_NAME) : 0)
  const same = account.slips.length === 0
  // With nothing read as damage the row bears a name of its own, and how rare that is the row itself says best.
  const damaged = same || account.slips.some((slip) => slip.strangeness > slip.price)
  const unknown = nameBits(index.rarity, shapeOf(unit)) + account.strangeness
  const rarity = damaged ? unknown + Math.min(account.namesake, namesakeBits(index)) : Infinity
  return { account, price, rarity, kinName: same ? log2(NAMESAKE.kin / NAMESAKE.often) : kinOf(account, lines) }
}

/**
 * One sister explains all differences that make a name of its own at once; damage besides is as likely for her as
 * for the unit. Left-out and exchanged characters that make the name far stranger made no sister's name; a rare
 * character may well stand in one.
 */
function kinOf(account: NameAccount, lines: MatchIndex['model']['slips']): number {
  let another = -Infinity
  let often = 0
  let damaged = -Infinity
  for (const { kind, strangeness } of account.slips) {
    const line = lines[kind]
    if (line.another !== undefined) {
      another = Math.max(another, log2(line.kin))
      often += log2(line.often)
      continue
    }
    const strange = line.nameable === true ? 0 : Math.max(0, strangeness - USUAL_DIFFERENCE)
    damaged = Math.max(damaged, log2(line.kin / line.often) - strange)
  }
  return Math.max(another - often, damaged)
}

/** Chance that an unrelated body agrees like this, from the register's own counts. */
function addressChance(index: MatchIndex, unit: ReadAddress, level: AddressLevel): { chance: number; count: number } {
  const size = Math.max(1, index.units.length)
  const line = index.model.addresses[level]
  const hashes = addressHashes(unit)
  switch (level) {
    case 'same': {
      const count = countEntries(index.byAddress, hashes.same, COUNT_TO)
      return { chance: count / size + line.u / 10, count }
    }
    case 'contained':
    case 'number':
      return { chance: (index.houseCounts.get(hashes.house) ?? 1) / size + line.u / 10, count: 0 }
    case 'road':
      return { chance: (index.houseCounts.get(hashes.road) ?? 1) / size + line.u / 10, count: 0 }
    case 'area':
    case 'district':
      return { chance: Math.max(LEAST_SHARE, (index.districtCounts.get(unit.district) ?? 1) / size), count: 0 }
    default:
      return { chance: line.u, count: 0 }
  }
}
