import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { searchText } from '../../../standards/search-tokens.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { areasProblem } from '../../areas/contract.ts'
import { findArea, type AreaRow } from '../../areas/server/public.ts'
import { organizationsProblem, type HostKind, type OrganizationKind, type Trial } from '../contract.ts'
import { chainOf } from '../rules/chain.ts'
import { detach } from '../rules/cover.ts'
import type { Judged } from '../rules/judge-change.ts'
import type { Leaving } from '../rules/judge-cover.ts'
import { judgeNew } from '../rules/judge-new.ts'
import { lockOrganizations, openDeed, type Deed } from './deed.ts'
import { findKnown } from './known.ts'
import { obey, type Overrides } from './obey.ts'
import { findOrganization, mayChange, type Organization } from './organizations.ts'
import { reachedUnits } from './reached-units.ts'
import { listVersions, type OrganizationVersion } from './versions.ts'

export interface NewOrganization {
  /** Where the id is given before, e.g. by a founding; else a new one. */
  readonly id?: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly superior: string | null
  readonly area: string
  readonly section?: string | null
  readonly code?: string | null
  readonly host?: { readonly kind: HostKind; readonly name: string } | null
  readonly founded: Day | null
  readonly units?: readonly string[]
  readonly remark?: string | null
  /** `registered`: it exists and is put on record; `founded`: it begins by the superior's reply. */
  readonly event: 'registered' | 'founded'
  readonly state: 'forming' | 'active'
  /** From which day on it is on record and covers its units. */
  readonly day: Day
  readonly reason: string
  readonly overrides?: Overrides
  /** What its history says first; a usual sentence if absent. */
  readonly words?: string
}

interface Looked {
  readonly judged: Judged
  readonly area: AreaRow
  readonly superior: Organization | null
}

/** The same judgement as `registerOrganization`, without doing it. */
export async function tryRegister(context: Context, tx: Tx, scope: Scope, order: NewOrganization): Promise<Trial> {
  const { judged } = await look(context, tx, scope, order)
  const { refused, soft, follows } = judged
  return { refused, soft, follows }
}

/**
 * Puts an organisation on record within the actor's reach, with the units that it covers. Throws
 * `organizations.refused`, `bad-day`, `needs-reason`, `outside-scope`, `areas.area-not-found`.
 */
export async function registerOrganization(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: NewOrganization,
): Promise<{ readonly id: string; readonly event: string }> {
  await lockOrganizations(tx, scope)
  const { judged, area, superior } = await look(context, tx, scope, order)
  const overrides = obey(judged, order.overrides ?? {})
  const id = order.id ?? context.clock.id()
  const chain = chainOf(superior?.chain ?? null, id)
  if (!mayChange(scope, { path: area.path, chain })) throw organizationsProblem('outside-scope', { name: order.name })
  const event = await context.database.derive(tx, scope, async (wide) => {
    const deed = openDeed(context, tx, wide, order.day, order.reason)
    const begun = await begin(context, tx, wide, deed, { ...order, id, chain, path: area.path }, overrides)
    await leaveJoint(tx, wide, deed, judged.leaving)
    await deed.close(begun)
    return begun
  })
  const details = {
    name: order.name,
    kind: order.kind,
    superior: superior?.name ?? null,
    founded: order.founded,
    units: order.units?.length ?? 0,
    reason: order.reason,
    ...(Object.keys(overrides).length > 0 ? { overrides } : {}),
  }
  await writeAudit(tx, scope, context.clock, `organizations.${order.event}`, id, details, { path: area.path })
  return { id, event }
}

async function look(context: Context, tx: Tx, scope: Scope, order: NewOrganization): Promise<Looked> {
  const units = order.units ?? []
  const area = await findArea(tx, scope, order.area, context.clock.today())
  if (!area || area.valid_to !== null) throw areasProblem('area-not-found')
  const superior = order.superior === null ? null : await findOrganization(tx, scope, order.superior)
  const reached = await reachedUnits(tx, scope, units)
  const judged = await context.database.derive(tx, scope, async (wide) => {
    const known = await findKnown(context, tx, wide, {
      day: order.day,
      organization: null,
      others: superior === null ? [] : [superior.id],
      units: reached,
      name: order.name,
      superior: order.superior,
      code: order.code ?? null,
      spans: [],
      spansInto: [],
      laterThan: order.day,
    })
    // What exists is put on record where it stands today; that its superior has moved since speaks against nothing.
    const others = new Map([...known.others].map(([id, one]) => [id, { ...one, since: FIRST }] as const))
    const seen = order.event === 'registered' ? { ...known, others, later: [] } : known
    return judgeNew(seen, { ...order, code: order.code ?? null, units })
  })
  return { judged, area, superior }
}

const FIRST = '0001-01-01' as Day

type Placed = NewOrganization & { readonly id: string; readonly chain: string; readonly path: string }

/** Row, versions and covers of one that begins. Its chain on earlier days follows from where its superior stood then. */
export async function begin(
  context: Context,
  tx: Tx,
  wide: Scope,
  deed: Deed,
  order: Placed,
  overrides: Overrides,
): Promise<string> {
  const { id, name, kind, state, superior, chain, area, path, host = null, units = [] } = order
  const section = order.section ?? null
  const code = order.code ?? null
  await deed.touch([id])
  await sql`insert into organization (district, id, name, kind, state, superior, chain, area, path, section, code,
      host_kind, host_name, founded, remark, search, changed_at)
    values (${wide.district}, ${id}, ${name}, ${kind}, ${state}, ${superior}, ${chain}, ${area}, ${path}, ${section}, ${code},
      ${host?.kind ?? null}, ${host?.name ?? null}, ${order.founded}, ${order.remark ?? null},
      ${searchText({ name, code, address: null })}, ${context.clock.now().toISOString()})`.execute(tx)
  const event = await deed.note({
    organization: id,
    kind: order.event,
    words: order.words ?? (order.event === 'registered' ? '补录：已有的党组织登记在册' : '上级批复成立'),
    details: {
      ...(units.length > 0 ? { units: [...units] } : {}),
      ...(Object.keys(overrides).length > 0 ? { overrides } : {}),
    },
  })
  const above = superior === null ? [] : ((await listVersions(tx, wide, [superior])).get(superior) ?? [])
  const base = { id, event, name, kind, state, superior, area, path, section }
  await deed.replace(
    id,
    versionsUnder(above, order.day, (upper) => ({ ...base, chain: chainOf(upper, id) })),
  )
  if (units.length > 0) {
    await deed.cover(id, event, () => units.map((unit) => ({ unit, from: deed.day, to: null })))
  }
  return event
}

/** From the day on, cut wherever the superior's own chain changed since. */
function versionsUnder(
  above: readonly OrganizationVersion[],
  day: Day,
  make: (chain: string | null) => Omit<OrganizationVersion, 'from' | 'to'>,
): OrganizationVersion[] {
  const later = above.filter((one) => (one.to === null || one.to > day) && one.from !== one.to)
  if (later.length === 0) return [{ ...make(above.at(-1)?.chain ?? null), from: day, to: null }]
  return later.map((one, place) => ({
    ...make(one.chain),
    from: place === 0 ? day : one.from,
    to: one.to,
  }))
}

/** Units with an organisation of their own are no longer in a joint branch. */
export async function leaveJoint(tx: Tx, wide: Scope, deed: Deed, leaving: readonly Leaving[]): Promise<void> {
  if (leaving.length === 0) return
  const names = new Map(
    (
      await rowsOf<{ id: string; name: string }>(
        tx,
        sql`select id, name from unit where district = ${wide.district} and id = any(${leaving.map((one) => one.unit)}::text[])`,
      )
    ).map((row) => [row.id, row.name]),
  )
  for (const { unit, organization } of leaving) {
    const words = `“${names.get(unit) ?? ''}”有了单独的党组织，不再编在这里`
    const event = await deed.note({ organization, kind: 'unit-detached', words, details: { units: [unit] } })
    await deed.cover(organization, event, (spans) => detach(spans, unit, deed.day))
  }
}
