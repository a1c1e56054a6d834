import { sql } from 'kysely'
import { seededRandom, type Random } from '../../src/kernel/random.ts'
import { rowsOf, type Db, type Tx } from '../../src/platform/server/db/database.ts'
import type { CopyValue } from '../../src/platform/server/db/copy-text.ts'
import type { Context } from '../../src/platform/server/room.ts'
import { makeVault } from '../../src/platform/server/personal/vault.ts'
import { searchText } from '../../src/standards/search-tokens.ts'
import { DEED_TABLES, deedRows } from './party-deeds.ts'
import { WORDS, type RawMember, type RawOrganization, type WorldArea } from './shapes.ts'

/** Tables that are filled here. */
export const PARTY_TABLES = ['organization', 'organization_unit', 'organization_version', 'organization_event', 'member',
  'member_name_key', 'member_relation', 'member_status', 'member_part', 'member_event', 'personal_vault', 'deadline', 'deadline_run',
  ...DEED_TABLES] // prettier-ignore

export const organizationsIn = (text: string): string[] => [...new Set(text.match(/o\d{7}/g) ?? [])].sort()
export const membersIn = (text: string): string[] => [...new Set(text.match(/m\d{7}/g) ?? [])].sort()

type Put = (table: string, rows: readonly Record<string, CopyValue>[]) => Promise<void>

const KINDS = ['committee', 'general-branch', 'branch', 'branch', 'joint-branch', 'functional'] as const
const AT = '2026-11-20T00:00:00Z'
const DAY = '2015-01-01'

/**
 * Party organisations and members of an invented office. Ids are `o` and `m` with seven digits and stand in every text
 * about them.
 */
export async function makeParty(
  context: Context,
  tx: Tx,
  put: Put,
  seed: number,
  areas: readonly WorldArea[],
  units: readonly { readonly id: string }[],
): Promise<void> {
  // Of its own, so that the ledger of a seed stays what it was.
  const random = seededRandom(seed + 1_000_003)
  const organizations = makeOrganizations(random, areas, units)
  const state = ({ ended }: { ended: boolean }): string => (ended ? 'revoked' : 'active')
  await put(
    'organization',
    organizations.map(({ ended, covers, past: _, ...row }) => ({ ...row, state: state({ ended }), code: null, founded: DAY, ended: ended ? '2026-01-01' : null, units: covers.length, search: searchText({ name: row.name, code: null, address: null }), changed_at: AT })), // prettier-ignore
  )
  await put(
    'organization_version',
    organizations.map(({ id, name, kind, superior, chain, area, path, ended }) => ({ id, name, kind, superior, chain, area, path, state: state({ ended }), valid_from: DAY, event: `e${id}` })), // prettier-ignore
  )
  await put(
    'organization_unit',
    organizations.flatMap(({ id, covers, past }) => [
      ...covers.map((unit) => ({ organization: id, unit_id: unit, valid_from: DAY, form: covers.length > 1 ? 'joint' : 'own', event: `e${id}` })), // prettier-ignore
      ...past.map((unit) => ({ organization: id, unit_id: unit, valid_from: '2010-01-01', valid_to: '2014-01-01', form: 'joint', event: `e${id}` })), // prettier-ignore
    ]),
  )
  await put(
    'organization_event',
    organizations.map(({ id, name }) => ({ id: `e${id}`, organization: id, day: DAY, kind: 'founded', words: `成立${name}`, reason: id, actor: `批准人${id}`, at: AT })), // prettier-ignore
  )
  const due = (id: string): string => (Number(id.slice(1)) % 2 === 0 ? '2026-11-10' : '2026-11-25')
  await put(
    'deadline',
    organizations
      .filter(({ ended }) => !ended)
      .map(({ id, chain, path }) => ({ id: `posts:${id}:election:`, source: 'posts', subject_kind: 'organization', subject: id, kind: 'election', mark: '', organization: id, chain, path, opens: DAY, due: due(id), words: `${id}换届`, state: 'open', opened_on: DAY, changed_at: AT })), // prettier-ignore
  )
  // Today's run is done: the night would find that nobody wants these.
  await put('deadline_run', [{ day: context.clock.today(), at: AT, opened: 0, changed: 0, closed: 0 }])
  const deed = (action: string, subject: string, path: string | null): Record<string, CopyValue> => ({ id: context.clock.id(), at: AT, actor: '某人', action, subject, path, details: { reason: subject } }) // prettier-ignore
  const some = organizations.filter(() => random.next() < 0.3)
  await put(
    'audit',
    some.map(({ id, path }) => deed('organizations.renamed', id, path)),
  )
  const members = await makeMembers(context, tx, put, random, organizations, units, deed)
  for (const [table, rows] of Object.entries(deedRows(areas, organizations, members, context.secrets.seal)))
    await put(table, rows)
}

interface Made {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly superior: string | null
  readonly chain: string
  readonly area: string
  readonly path: string
  readonly ended: boolean
  readonly covers: readonly string[]
  readonly past: readonly string[]
}

function makeOrganizations(
  random: Random,
  areas: readonly WorldArea[],
  units: readonly { readonly id: string }[],
): Made[] {
  const divisions = areas.filter(({ tree }) => tree === 'division')
  const made: Made[] = []
  const few = (most: number): string[] => [
    ...new Set(Array.from({ length: random.int(most + 1) }, () => random.pick(units).id)),
  ]
  for (let at = 1; at <= Math.ceil(units.length / 5); at++) {
    const id = `o${String(at).padStart(7, '0')}`
    const over = made.length === 0 || random.next() < 0.15 ? null : random.pick(made)
    const area = random.pick(divisions)
    const ended = over?.ended === true || random.next() < 0.1
    const covers = ended ? [] : few(3)
    made.push({
      id,
      name: `中共云山${WORDS[at % WORDS.length]}${id}支部委员会`,
      kind: random.pick([...KINDS]),
      superior: over?.id ?? null,
      chain: `${over?.chain ?? ''}${id}/`,
      area: area.id,
      path: area.path,
      ended,
      covers,
      past: random.next() < 0.2 ? few(1).filter((unit) => !covers.includes(unit)) : [],
    })
  }
  return made
}

async function makeMembers(
  context: Context,
  tx: Tx,
  put: Put,
  random: Random,
  organizations: readonly Made[],
  units: readonly { readonly id: string }[],
  deed: (action: string, subject: string, path: string | null) => Record<string, CopyValue>,
): Promise<{ id: string; organization: string | null; chain: string; path: string }[]> {
  const { secrets, clock } = context
  const scope = context.localScope()
  const live = organizations.filter(({ ended }) => !ended)
  const members = units.map((_, index) => {
    const id = `m${String(index + 1).padStart(7, '0')}`
    const seat = live.length === 0 || random.next() < 0.15 ? null : random.pick(live)
    const status = random.pick(['full', 'full', 'full', 'probationary', 'ended'])
    const unit_id = random.next() < 0.6 ? random.pick(units).id : null
    return { id, organization: seat?.id ?? null, chain: seat?.chain ?? '', path: seat?.path ?? '', status, unit_id }
  })
  const nameOf = (id: string): string => `林${id}`
  await put(
    'member',
    members.map((row) => ({ ...row, name: secrets.seal(nameOf(row.id)), name_hash: secrets.hash('name', nameOf(row.id)), place: row.organization === null ? 'elsewhere' : 'unit', job: `职务${row.id}`, since: DAY, joined: '2010-07-01', ended: row.status === 'ended' ? '2026-01-01' : null, source: 'test', changed_at: AT })), // prettier-ignore
  )
  await put(
    'member_name_key',
    members.map(({ id }) => ({ key: secrets.hash('name', nameOf(id)), member: id })),
  )
  await put(
    'member_relation',
    members.map(({ id, organization }) => ({ member: id, organization, valid_from: DAY, place: 'unit', how: 'within', event: `e${id}` })), // prettier-ignore
  )
  await put(
    'member_status',
    members.map(({ id, status }) => ({ member: id, valid_from: DAY, status, event: `e${id}` })),
  )
  const elsewhere = members.filter(() => live.length > 0 && random.next() < 0.1)
  await put(
    'member_part',
    elsewhere.map(({ id }) => ({ member: id, organization: random.pick(live).id, kind: 'dual', valid_from: DAY, event: `e${id}` })), // prettier-ignore
  )
  await put(
    'member_event',
    members.map(({ id }) => ({ id: `e${id}`, member: id, day: DAY, kind: 'admitted', words: `登记${id}`, reason: id, actor: '某人', at: AT })), // prettier-ignore
  )
  const some = members.filter(() => random.next() < 0.2)
  await put(
    'audit',
    some.map(({ id, path }) => deed('members.corrected', id, path === '' ? null : path)),
  )
  const vault = makeVault(secrets, clock)
  for (const { id } of some) {
    await vault.put(tx, scope, { owner: id, kind: 'phone', text: `139${id.slice(1)}0`, path: null, account: null }) // prettier-ignore
  }
  return members
}

export async function readParty(
  db: Db,
  district: string,
): Promise<{ organizations: RawOrganization[]; members: RawMember[] }> {
  const organizations = await rowsOf<RawOrganization>(
    db,
    sql`select o.*, array(select c.unit_id from organization_unit c where c.district = o.district
        and c.organization = o.id and c.valid_to is null order by c.unit_id) as covers
      from organization o where o.district = ${district} order by o.id`,
  )
  const members = await rowsOf<RawMember>(
    db,
    sql`select *, unit_id as unit from member where district = ${district} order by id`,
  )
  return { organizations, members }
}
