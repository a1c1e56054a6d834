import { parkStem } from '../../areas/public.ts'
import {
  sourceShape,
  type FactName,
  type FactValue,
  type Kind,
  type Life,
  type Size,
  type Source,
} from '../contract.ts'
import { pointOf, type Point } from './coordinates.ts'
import { lifeOfStatus } from './facts.ts'
import { isRegister } from './registers.ts'
import { resolveFacts, type PrecedenceTable, type RecordFacts } from './precedence.ts'
import { sizeOf } from './sizes.ts'

/** Where a unit stands, as ids of areas. `path` always begins with the office's root. */
export interface Place {
  readonly path: string
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
  readonly building: string | null
  readonly buildingName: string | null
  /** Name of the park that the address names. */
  readonly park: string | null
  readonly road: string | null
  readonly number: string | null
  /** 0–1. */
  readonly confidence: number
  /** The deciding words, in order, each with what it decided. */
  readonly words: readonly string[]
  /** Why it is not located (far enough), for the queue; null when it is. */
  readonly problem: string | null
  readonly byHand: boolean
}

export interface Industry {
  readonly section: string | null
  readonly code: string | null
  readonly name: string | null
  readonly note: string | null
}

/** What deriving needs from outside: public codes and the office's own tree. */
export interface DeriveTools {
  locate(input: WhereInput): Place
  industry(input: { given: string | null; name: string; scope: string | null }): Industry
  kind(input: { code: string | null; registeredType: string | null; name: string }): { kind: Kind; note: string }
  search(input: { name: string; code: string | null; address: string | null }): string
}

export interface WhereInput {
  readonly address: string | null
  readonly region: string | null
  readonly name: string
  readonly code: string | null
  readonly placed: string | null
}

/** Two units asked for with the same words stand at the same place. */
export function askedOf({ address, region, placed }: WhereInput): string {
  return [address, region, placed].join('|')
}

/** An area of a parallel tree. */
export interface Spot {
  readonly id: string
  readonly name: string
}

/** A park lies in a county, a grid in a town; the same name elsewhere is another one. */
function spot(kind: 'p' | 'g', inside: string | null, name: string | null): Spot | null {
  if (name === null || inside === null) return null
  const key = kind === 'p' ? parkStem(name) : name
  return { id: `${kind}:${inside}·${key}`, name }
}

/** The current row of a unit: everything in it follows from its records. */
export interface UnitValues {
  readonly name: string
  readonly code: string | null
  readonly kind: Kind
  readonly kindNote: string
  readonly industry: Industry
  readonly founded: string | null
  readonly address: string | null
  readonly place: Place
  /** What the place was asked for: the same words need not be located again. */
  readonly asked: string
  /** Ids and names of the park and the grid: what a file's column says, else what the address says. */
  readonly park: Spot | null
  readonly grid: Spot | null
  readonly point: Point | null
  readonly parentName: string | null
  readonly employees: number | null
  readonly size: Size
  readonly revenue: number | null
  readonly membersFull: number | null
  readonly membersProbationary: number | null
  readonly membersReported: number | null
  readonly hasOrganization: boolean | null
  readonly orgForm: 'own' | 'joint' | null
  readonly orgName: string | null
  readonly instructor: string | null
  readonly liaison: string | null
  readonly union: string | null
  readonly youthLeague: string | null
  readonly life: Life
  readonly sources: readonly Source[]
  readonly search: string
}

const SOURCE_ORDER: readonly Source[] = sourceShape.options

export function deriveUnit(records: readonly RecordFacts[], table: PrecedenceTable, tools: DeriveTools): UnitValues {
  const winners = resolveFacts(records, table)
  const value = (fact: FactName): FactValue => winners[fact]?.facts[fact] ?? null
  const text = (fact: FactName): string | null => {
    const found = value(fact)
    return found === null ? null : String(found)
  }
  const count = (fact: FactName): number | null => {
    const found = value(fact)
    return typeof found === 'number' ? found : null
  }
  const code = text('code')
  const name = text('name') ?? `（名称未填）${code ?? ''}`
  const address = text('address')
  const { kind, note } = tools.kind({ code, registeredType: text('registeredType'), name })
  const status = text('status')
  const members = membersOf(records, winners)
  // A register says the form outright: an organisation may have 联合 in its name and still be a unit's own.
  const kept = winners.orgForm !== undefined && isRegister(winners.orgForm.source)
  const employees = count('employees')
  const where = { address, region: text('region'), name, code, placed: text('placed') }
  const place = tools.locate(where)
  return {
    name,
    code,
    kind,
    kindNote: note,
    industry: tools.industry({ given: text('industry'), name, scope: text('scope') }),
    founded: text('founded'),
    address,
    place,
    asked: askedOf(where),
    point: pointOf(text('point')),
    parentName: parentOf(text('parent')),
    park: spot('p', place.county, text('park') ?? place.park),
    grid: spot('g', place.town ?? place.county, text('grid')),
    employees,
    size: sizeOf(employees),
    revenue: count('revenue'),
    membersFull: members.full,
    membersProbationary: members.probationary,
    membersReported: count('membersReported'),
    hasOrganization: typeof value('hasOrganization') === 'boolean' ? value('hasOrganization') === true : null,
    orgForm: kept ? formOf(text('orgForm'), null) : formOf(text('orgForm'), text('orgName')),
    orgName: text('orgName'),
    instructor: present(text('instructor')),
    liaison: present(text('liaison')),
    union: present(text('union')),
    youthLeague: present(text('youthLeague')),
    life: lifeFact(value('life')) ?? (status === null ? 'operating' : lifeOfStatus(status)),
    sources: SOURCE_ORDER.filter((source) => records.some((record) => record.source === source)),
    search: tools.search({ name, code, address }),
  }
}

/**
 * A hand-kept ledger leaves the cell empty where there is none: a ledger row that speaks of members or organisation at
 * all and leaves 正式 empty says 0. Without any ledger row the number is not known, and the annual report's number
 * (probationary members included) never stands in for it.
 */
function membersOf(records: readonly RecordFacts[], winners: Partial<Record<FactName, RecordFacts>>) {
  const stated = (fact: 'membersFull' | 'membersProbationary'): number | null => {
    const found = winners[fact]?.facts[fact]
    if (typeof found === 'number') return found
    return records.some((record) => record.source === 'ledger') ? 0 : null
  }
  return { full: stated('membersFull'), probationary: stated('membersProbationary') }
}

function formOf(form: string | null, name: string | null): 'own' | 'joint' | null {
  const words = `${form ?? ''} ${name ?? ''}`
  if (/联合|联建|挂靠|区域|统建|共建/.test(words)) return 'joint'
  if (/单独|独立|自建|单建/.test(words)) return 'own'
  return name === null ? null : 'own'
}

/** One spelling of a superior, so that the units of one superior have the same text. A head office may name itself. */
function parentOf(text: string | null): string | null {
  if (text === null) return null
  const plain = text
    .replace(/[(（]/g, '（')
    .replace(/[)）]/g, '）')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}（）]) | (?=[\p{Script=Han}（）])/gu, '')
    .trim()
  return plain === '' ? null : plain
}

function present(text: string | null): string | null {
  return text === null || /^(否|无|没有|未建|未派|×|0)$/.test(text) ? null : text
}

function lifeFact(value: FactValue): Life | null {
  return value === 'operating' || value === 'dormant' || value === 'empty' || value === 'moved' || value === 'closed'
    ? value
    : null
}
