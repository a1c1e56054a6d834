import type { Gazetteer } from './gazetteer.ts'
import { readClippedName, readCorps, readFullName, readShortName } from './read-names.ts'
import { readTown, readUnlistedTown, readVillage } from './read-town.ts'
import { readOverlay, readZoneName, settleOverlay } from './read-zone.ts'
import { lengthAt, type Head, type Reading } from './reading.ts'
import type { Registry } from './registry.ts'

/**
 * The front of an address against the tables of divisions: province, city, county or functional zone, town, village.
 *
 * From left to right, at each place the longest official name, then a zone, a town, a short name, a village. A name counts
 * only inside what was already read (repetitions are skipped), so 新华街道 is looked for in its own county; short names
 * must not be the beginning of a road (中山|路). What the front leaves is read as road and number.
 */
const SEPARATOR = /[,、:.·/|-]+/y
const ROUNDS = 10

export function readHead(text: string, gazetteer: Gazetteer, registry: Registry): Head {
  const head: Head = {
    end: 0,
    province: '',
    city: '',
    county: '',
    zone: null,
    innerZone: null,
    town: '',
    townText: '',
    community: '',
    communityText: '',
    candidates: [],
    clues: [],
  }
  const reading: Reading = { text, gazetteer, registry, head, overlay: null }
  for (let round = 0; round < ROUNDS && head.end < text.length; round++) if (!step(reading)) break
  settleOverlay(reading)
  return head
}

function step(reading: Reading): boolean {
  const { head, text } = reading
  const gap = lengthAt(SEPARATOR, text, head.end)
  if (gap > 0) {
    head.end += gap
    return true
  }
  // Below a town only a village can follow; what looks like a county there is a piece of a name.
  if (head.townText !== '') return readVillage(reading)
  return (
    readOverlay(reading) ||
    readFullName(reading) ||
    readCorps(reading) ||
    readZoneName(reading) ||
    readTown(reading) ||
    readShortName(reading) ||
    readClippedName(reading) ||
    readVillage(reading) ||
    readUnlistedTown(reading)
  )
}
