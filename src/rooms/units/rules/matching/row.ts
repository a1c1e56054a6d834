import { nameKey, parseName, type NameParts } from '../../../../standards/names.ts'
import { readShortCounty } from '../../../../standards/names-regions.ts'
import { readAddress, type ReadAddress } from './addresses.ts'
import { unitsWithCode } from './block.ts'
import { readCode, type ReadCode } from './codes.ts'
import { shapeOf, type MatchIndex } from './match-index.ts'
import { mendForm } from './mend.ts'
import { nameBits } from './rarity.ts'
import type { MatchRecord } from './types.ts'

/** A row taken apart once, before it is compared with anything. */
export interface ReadRow {
  /** As it came. */
  readonly record: MatchRecord
  readonly name: NameParts
  /** Stems the name may have, the parsed one first, for finding candidates. */
  readonly stems: readonly string[]
  /** −log₂ of the chance of this very name. */
  readonly bits: number
  readonly code: ReadCode
  /** Units that have this very code. */
  readonly codeOwners: readonly number[]
  readonly address: ReadAddress
}

export function readRow(index: MatchIndex, record: MatchRecord): ReadRow {
  const name = parseName(record.name, index.regions, index.simplify)
  const code = readCode(record.code)
  return {
    record,
    name,
    stems: stemsOf(index, name),
    bits: nameBits(index.rarity, shapeOf(name)),
    code,
    codeOwners: code.code === null ? [] : unitsWithCode(index, code.code),
    address: readAddress(record, index.regions, index.simplify),
  }
}

/**
 * A damaged name cannot be taken apart for certain: its company form may hide, what looks like a place may be the
 * trade name, and a county may stand without the city that makes it one.
 */
function stemsOf(index: MatchIndex, name: NameParts): string[] {
  const stems = [name.stem]
  if (name.regionCodes.length > 0) stems.push(nameKey(name.region) + name.stem)
  const county = readShortCounty(name.stem, 0, index.regions)
  if (county > 0 && county < name.stem.length) stems.push(name.stem.slice(county))
  const mended = mendForm(name.key)
  if (mended !== null) stems.push(parseName(mended, index.regions).stem)
  return stems
}
