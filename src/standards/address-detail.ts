import { readName } from './address-names.ts'
import { readNumeric } from './address-numbers.ts'
import { GAP, pieceAt, sticky, type PlaceKind } from './address-words.ts'

/**
 * The part of an address below the town: village, road, plate number, building, unit, floor, room.
 *
 * One pass from left to right. At each place either a numeric token stands (62号, 3#楼, 2单元, 十二层, 1-3-2, 813室) or a
 * name that ends with a telling word (某路, 某里, 某村, 某大厦, 某小区); a name grows when the next letters make it the
 * name of a road (花园 + 街). The first 号 is the plate number, later ones are rooms; chains read from the right: room,
 * floor, unit, building. Brackets are notes, but fill what the text outside does not say. What nothing fits goes to `rest`.
 */
export interface Detail {
  community: string
  /** 屯, 组, 队 below the village. */
  group: string
  road: string
  /** A lane off the road: 某巷, 555弄. */
  lane: string
  /** The other road of a crossing. */
  cross: string
  /** Plate number as written: 62号, 137-139号, 甲23号. */
  number: string
  /** Plate below the plate: -15, 附5号, 之二. */
  sub: string
  place: string
  placeKind: PlaceKind | ''
  building: string
  unit: string
  floor: string
  room: string
  /** Land-parcel number: 丘号40-188-43. */
  plot: string
  near: string
  notes: string[]
  rest: string[]
}

const SKIP = sticky(`[${GAP},、:.|/·+&]+`)
/** Longer notes are stories, not addresses. */
const LONGEST_NOTE = 60

export function emptyDetail(): Detail {
  return {
    community: '',
    group: '',
    road: '',
    lane: '',
    cross: '',
    number: '',
    sub: '',
    place: '',
    placeKind: '',
    building: '',
    unit: '',
    floor: '',
    room: '',
    plot: '',
    near: '',
    notes: [],
    rest: [],
  }
}

/** Reads normalised text (see address-text.ts). Never throws; every part is a piece of the text. */
export function parseDetail(text: string): Detail {
  const detail = emptyDetail()
  const notes: string[] = []
  readInto(flatten(text, notes), detail, notes)
  for (const note of notes) {
    if (note === '') continue
    detail.notes.push(note)
    fillFromNote(detail, note)
  }
  return detail
}

/** The one bracket that is no note. */
const PLOT_MARK = '丘(地)号'

/** Takes brackets out into notes, one for each gap. A bracket that never closes runs to the end. */
function flatten(text: string, notes: string[]): string {
  if (!text.includes('(') && !text.includes(')')) return text
  let flat = ''
  let depth = 0
  let note = ''
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] as string
    if (mark === '(') {
      if (depth === 0 && text.startsWith(PLOT_MARK, at - 1)) {
        flat += PLOT_MARK.slice(1)
        at += PLOT_MARK.length - 2
        continue
      }
      if (depth++ === 0) flat += GAP
      else note += mark
    } else if (mark === ')') {
      if (depth === 0) flat += '|'
      else if (--depth === 0) {
        notes.push(note)
        note = ''
      } else note += mark
    } else if (depth > 0) note += mark
    else flat += mark
  }
  if (depth > 0) notes.push(note)
  return flat
}

function readInto(flat: string, detail: Detail, notes: readonly string[]): void {
  let at = 0
  let brackets = 0
  let lost = ''
  const flush = (): void => {
    if (lost !== '') detail.rest.push(lost)
    lost = ''
  }
  while (at < flat.length) {
    const gap = pieceAt(SKIP, flat, at)
    if (gap !== '') {
      flush()
      at += gap.length
      brackets += gap.split(GAP).length - 1
      // 七江路(10-2)号: the plate stands in the bracket.
      const inside = notes[brackets - 1] ?? ''
      if (
        gap.endsWith(GAP) &&
        flat[at] === '号' &&
        detail.road !== '' &&
        detail.number === '' &&
        /^\d[-\d]*$/.test(inside)
      ) {
        detail.number = inside
        at++
      }
      continue
    }
    const took = readNumeric(flat, at, detail) || readName(flat, at, detail)
    if (took > 0) {
      flush()
      at += took
    } else {
      lost += flat[at]
      at++
    }
  }
  flush()
}

/** What only a bracket says: (9号楼), (1-82), (新华路369号), (某某大厦A座8008). */
function fillFromNote(detail: Detail, note: string): void {
  if (note.length > LONGEST_NOTE) return
  const inner = emptyDetail()
  readInto(note, inner, [])
  if (detail.road === '' && inner.road !== '' && inner.number !== '') {
    detail.road = inner.road
    if (detail.number === '') {
      detail.number = inner.number
      detail.sub ||= inner.sub
    }
  }
  if (detail.place === '' && inner.placeKind !== 'site') {
    detail.place = inner.place
    detail.placeKind = inner.placeKind
  }
  detail.building ||= inner.building
  detail.unit ||= inner.unit
  detail.floor ||= inner.floor
  if (/^[A-Za-z]{0,2}\d[-\dA-Za-z、]*$/.test(note) || /[室号]$/.test(inner.room) || inner.place !== '') {
    detail.room ||= inner.room
  }
}
