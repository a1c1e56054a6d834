import type { CopyValue } from '../../src/platform/server/db/copy-text.ts'
import { reachesChain, reachesPath, type Reach } from '../../src/kernel/scope.ts'
import { seenOrganizations } from './party-oracle.ts'
import type { World, WorldArea } from './shapes.ts'

/**
 * One row for every organisation, and one for everybody whose relation sits in one, in each table of what is done with
 * them, to be read bare: row-level security must let through exactly what belongs to whoever is reached.
 */
export const DEED_TABLES = ['founding', 'founding_unit', 'founding_deed', 'organization_term', 'organization_term_shift',
  'organization_post', 'organization_meeting', 'organization_meeting_of', 'organization_meeting_version',
  'organization_life_plan', 'evidence', 'development', 'development_name_key', 'development_step',
  'development_person', 'development_deed', 'development_quota', 'dual_cultivation', 'transfer',
  'transfer_event', 'floating_stay', 'floating_contact', 'declaration', 'declaration_event',
  'declaration_link'] // prettier-ignore

interface Organization {
  readonly id: string
  readonly chain: string
  readonly path: string
  readonly covers: readonly string[]
}

interface Person {
  readonly id: string
  readonly chain: string
  readonly path: string
  readonly organization: string | null
}

type Rows = readonly Record<string, CopyValue>[]
const DAY = '2026-01-01'
const AT = '2026-11-20T00:00:00Z'
const DEED = { actor: '某人', at: AT }

export function deedRows(
  areas: readonly WorldArea[],
  organizations: readonly Organization[],
  members: readonly Person[],
  seal: (name: string) => string,
): Readonly<Record<string, Rows>> {
  const each = (row: (one: Organization) => Record<string, CopyValue>): Rows => organizations.map(row)
  const seated = members.flatMap(({ organization, ...one }) =>
    organization === null ? [] : [{ ...one, organization }],
  )
  const way = (row: (one: (typeof seated)[number]) => Record<string, CopyValue>): Rows => seated.map(row)
  // From where somebody's relation sits to the last of all organisations.
  const last = organizations.at(-1) ?? { id: '', chain: '-', path: '-' }
  const sides = ({ organization, chain, path }: (typeof seated)[number]) => ({ from_org: organization, from_chain: chain, from_path: path, from_name: organization, to_org: last.id, to_chain: last.chain, to_path: last.path, to_name: last.id }) // prettier-ignore
  return {
    founding: each(({ id, chain, path, covers }) => ({ id, name: id, kind: 'branch', step: 'draft', step_since: DAY, source: 'hand', area: 'a', path, chain, secretary_ready: false, units: covers.length, search: '', created_at: AT, changed_at: AT })), // prettier-ignore
    founding_unit: organizations.flatMap(({ id, covers }) => covers.map((unit_id, position) => ({ founding: id, unit_id, name: unit_id, position, open: false }))), // prettier-ignore
    founding_deed: each(({ id }) => ({ id: `d${id}`, founding: id, deed: 'draft', day: DAY, fields: {}, reason: '', ...DEED })), // prettier-ignore
    organization_term: each(({ id }) => ({ id: `t${id}`, organization: id, no: 1, begins: DAY, how: 'elected', event: id })), // prettier-ignore
    organization_term_shift: each(({ id }) => ({ id: `s${id}`, organization: id, term: `t${id}`, from_day: DAY, to_day: DAY, approved_by: '上级', approved_on: DAY, paper: '', reason: '', actor: '某人' })), // prettier-ignore
    organization_post: each(({ id }) => ({ id: `p${id}`, organization: id, post: 'secretary', how: 'elected', name: seal(`林${id}`), valid_from: DAY, reason: '', event: id })), // prettier-ignore
    organization_meeting: each(({ id }) => ({ id, day: DAY, kinds: ['members-meeting'], title: id, note: '', by_secretary: false, source: 'hand', ...DEED })), // prettier-ignore
    organization_meeting_of: each(({ id }) => ({ organization: id, meeting: id, day: DAY, kinds: ['members-meeting'], by_secretary: false })), // prettier-ignore
    organization_meeting_version: each(({ id }) => ({ meeting: id, version: 1, body: {}, words: '', reason: '', ...DEED })), // prettier-ignore
    organization_life_plan: each(({ id }) => ({ organization: id, year: 2026, items: [], version: 1, ...DEED })),
    evidence: each(({ id, chain, path }) => ({ id: `v${id}`, subject: id, chain, path, about: '', name: id, kind: 'pdf', size: 1, sha256: '', key: '', ...DEED })), // prettier-ignore
    development: way(({ id, organization, chain, path }) => ({ id, name: seal(`林${id}`), name_hash: '', born: DAY, organization, chain, path, stage: 'applicant', state: 'open', created_at: AT, changed_at: AT })), // prettier-ignore
    development_name_key: way(({ id }) => ({ key: id, development: id })),
    development_step: way(({ id }) => ({ development: id, step: 'apply', day: DAY, deed: `d${id}` })),
    development_person: way(({ id }) => ({ development: id, role: 'contact', position: 1, name: seal(`林${id}`) })),
    development_deed: way(({ id }) => ({ id: `d${id}`, development: id, deed: 'done', day: DAY, words: '', ...DEED })), // prettier-ignore
    development_quota: areas.map(({ id, path }) => ({ year: 2026, area: id, path, planned: {}, changed_at: AT })),
    dual_cultivation: way(({ id, organization, chain, path }) => ({ id, direction: 'to-backbone', day: DAY, member: id, organization, chain, path, role: '', reason: '', ...DEED })), // prettier-ignore
    transfer: way((one) => ({ id: `t${one.id}`, direction: 'within', state: 'draft', member: one.id, name: seal(`林${one.id}`), status: 'full', ...sides(one), opened: DAY, changed_at: AT })), // prettier-ignore
    transfer_event: way(({ id }) => ({ id: `d${id}`, transfer: `t${id}`, day: DAY, deed: 'open', words: '', reason: '', ...DEED })), // prettier-ignore
    floating_stay: way((one) => ({ id: `t${one.id}`, member: one.id, name: seal(`林${one.id}`), ...sides(one), since: DAY, fixed: true, abroad: false, dual: false, changed_at: AT })), // prettier-ignore
    declaration: areas.map(({ id, path }) => ({ id, state: 'received', name: seal(`林${id}`), place_kind: 'unknown', town: id, path, declared: DAY, paper: false, consent: '1', consent_day: DAY, code_hash: id, changed: DAY, changed_at: AT })), // prettier-ignore
    declaration_event: areas.map(({ id }) => ({ id: `d${id}`, declaration: id, day: DAY, deed: 'declare', words: '', ...DEED })), // prettier-ignore
    declaration_link: areas.map(({ id, path }) => ({ at: id, town: id, name: id, path, made: DAY })),
    floating_contact: way(({ id }) => ({ stay: `t${id}`, day: DAY, side: 'from', actor: '某人' })),
  }
}

/** What a bare query on each of the tables gives as `key`, and what of it must be seen. */
export const DEED_QUERIES: Readonly<
  Record<string, { query: string; meant: (world: World, reach: Reach) => string[] }>
> = {
  ...ofOrganizations('founding', 'id'),
  ...ofOrganizations('founding_deed', 'founding'),
  ...ofOrganizations('organization_term', 'organization'),
  ...ofOrganizations('organization_term_shift', 'organization'),
  ...ofOrganizations('organization_post', 'organization'),
  ...ofOrganizations('organization_meeting', 'id'),
  ...ofOrganizations('organization_meeting_of', 'organization'),
  ...ofOrganizations('organization_meeting_version', 'meeting'),
  ...ofOrganizations('organization_life_plan', 'organization'),
  ...ofOrganizations('evidence', 'subject'),
  ...ofSeats('development', 'id'),
  ...ofSeats('development_name_key', 'development'),
  ...ofSeats('development_step', 'development'),
  ...ofSeats('development_person', 'development'),
  ...ofSeats('development_deed', 'development'),
  ...ofSeats('dual_cultivation', 'id'),
  ...ofSides('transfer', 'id'),
  ...ofSides('transfer_event', 'transfer'),
  ...ofSides('floating_stay', 'id'),
  ...ofSides('floating_contact', 'stay'),
  ...ofAreas('development_quota', 'area'),
  ...ofAreas('declaration', 'id'),
  ...ofAreas('declaration_event', 'declaration'),
  ...ofAreas('declaration_link', 'at'),
}

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).sort()

/** Seen with the organisation, however that is reached. */
function ofOrganizations(table: string, column: string): typeof DEED_QUERIES {
  return {
    [table]: {
      query: `select ${column} as key from ${table}`,
      meant: (world, reach) => ids(seenOrganizations(world, reach)),
    },
  }
}

/** Seen by whoever reaches the whole area, and by no organisation, unit, line or building in it. */
function ofAreas(table: string, column: string): typeof DEED_QUERIES {
  return {
    [table]: {
      query: `select ${column} as key from ${table}`,
      meant: ({ areas }, reach) => ids(areas.filter(({ path }) => reachesPath(reach, path))),
    },
  }
}

/** Seen by whoever is responsible for the organisation, and not by whoever merely reaches the unit somebody works in. */
function ofSeats(table: string, column: string): typeof DEED_QUERIES {
  return {
    [table]: {
      query: `select ${column} as key from ${table}`,
      meant: ({ members }, reach) =>
        ids(
          members.filter(
            ({ organization, path, chain }) =>
              organization !== null && (reachesPath(reach, path) || reachesChain(reach, chain)),
          ),
        ),
    },
  }
}

/** Seen by whoever is responsible for either of two organisations: where somebody comes from, and where they go to. */
function ofSides(table: string, column: string): typeof DEED_QUERIES {
  return {
    [table]: {
      query: `select substr(${column}, 2) as key from ${table}`,
      meant: ({ members, organizations }, reach) => {
        const last = organizations.at(-1) ?? { chain: '-', path: '-' }
        return ids(
          members.filter(
            ({ organization, path, chain }) =>
              organization !== null &&
              [{ path, chain }, last].some((side) => reachesPath(reach, side.path) || reachesChain(reach, side.chain)),
          ),
        )
      },
    },
  }
}
