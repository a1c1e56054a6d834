import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { searchText } from '../../../standards/search-tokens.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { areasProblem } from '../../areas/contract.ts'
import { findArea } from '../../areas/server/public.ts'
import type { OrganizationChange } from '../contract.ts'
import { chainOf, rechain, standsIn } from '../rules/chain.ts'
import { attach, detach } from '../rules/cover.ts'
import type { Judged } from '../rules/judge-change.ts'
import { sayUnits } from '../rules/judge-cover.ts'
import { sayNames } from '../rules/judgement.ts'
import type { Known } from '../rules/known.ts'
import { organizationKindNames } from '../rules/names.ts'
import { holdsOn, versionOn } from '../rules/versions.ts'
import type { Deed } from './deed.ts'
import { performDetails } from './perform-details.ts'
import type { Overrides } from './obey.ts'
import type { Organization } from './organizations.ts'
import { begin, leaveJoint } from './register.ts'
import { findIdsBelow, listVersions } from './versions.ts'

export interface Decided {
  readonly organization: Organization
  readonly known: Known
  readonly judged: Judged
  readonly what: OrganizationChange
  readonly overrides: Overrides
}

/** Does what was judged, as the whole office. Returns the leading event. */
export async function performChange(
  context: Context,
  tx: Tx,
  wide: Scope,
  deed: Deed,
  decided: Decided,
): Promise<string> {
  const { organization, known, judged, what, overrides } = decided
  const { id } = organization
  const reasons = Object.keys(overrides).length > 0 ? { overrides } : {}
  const note = (kind: Parameters<Deed['note']>[0]['kind'], words: string, details: Record<string, unknown> = {}) =>
    deed.note({ organization: id, kind, words, details: { ...details, ...reasons } })
  await deed.touch([id])
  const event = await perform()
  await sql`update organization set version = version + 1 where district = ${wide.district} and id = ${id}`.execute(tx)
  return event

  async function perform(): Promise<string> {
    switch (what.change) {
      case 'rename': {
        const made = await note('renamed', `更名：“${organization.name}”改为“${what.name}”`)
        await deed.patch([id], made, () => ({ name: what.name }))
        await renameSearch(tx, wide, id)
        await deed.cover(id, made)
        return made
      }
      case 'retype': {
        const renamed = what.name === undefined ? '' : `，名称改为“${what.name}”`
        const made = await note(
          'retyped',
          `由${organizationKindNames[organization.kind]}改为${organizationKindNames[what.kind]}${renamed}`,
        )
        const name = what.name === undefined ? {} : { name: what.name }
        await deed.patch([id], made, () => ({ kind: what.kind, ...name }))
        await renameSearch(tx, wide, id)
        await leaveJoint(tx, wide, deed, judged.leaving)
        await deed.cover(id, made)
        return made
      }
      case 'move': {
        const from = organization.superior === null ? '无' : `“${await nameOf(tx, wide, organization.superior)}”`
        const above = what.superior === null ? null : (known.others.get(what.superior) ?? null)
        const made = await note('moved', `隶属关系由${from}改为${above === null ? '无' : `“${above.name}”`}`)
        await rechainBelow(tx, wide, deed, id, what.superior, above?.chain ?? null, made)
        return made
      }
      case 'place': {
        const area = await findArea(tx, wide, what.area, known.today)
        if (!area || area.valid_to !== null) throw areasProblem('area-not-found')
        const made = await note('area-changed', `所在区域改为${area.name}`)
        await deed.patch([id], made, () => ({ area: area.id, path: area.path }))
        return made
      }
      case 'details':
        return performDetails(context, tx, wide, deed, organization, what, note)
      case 'attach': {
        const made = await note('unit-attached', `增加覆盖${sayUnits(known, what.units)}`, { units: what.units })
        await leaveJoint(tx, wide, deed, judged.leaving)
        await deed.cover(id, made, (spans) => what.units.reduce((all, unit) => attach(all, unit, deed.day), [...spans]))
        return made
      }
      case 'detach': {
        const made = await note('unit-detached', `减少覆盖${sayUnits(known, what.units)}`, { units: what.units })
        await deed.cover(id, made, (spans) => what.units.reduce((all, unit) => detach(all, unit, deed.day), [...spans]))
        return made
      }
      case 'file': {
        const made = await note('filed', '选举产生班子并备案')
        await deed.patch([id], made, () => ({ state: 'active' }))
        return made
      }
      case 'split':
        return performSplit(what)
      case 'merge':
        return performMerge(what.into)
      case 'revoke': {
        const to = what.membersTo === undefined ? undefined : known.others.get(what.membersTo)
        const made = await note('revoked', `撤销${to ? `，党员转到“${to.name}”` : ''}`, { units: coveredNow() })
        await end(made, 'revoked')
        deed.handOver(id, what.membersTo ?? null, made)
        return made
      }
    }
  }

  function coveredNow(): string[] {
    return [...new Set(known.spans.filter((one) => holdsOn(one, deed.day)).map((one) => one.unit))]
  }

  async function end(leading: string, state: 'merged' | 'revoked'): Promise<void> {
    const covered = coveredNow()
    await deed.patch([id], leading, () => ({ state }))
    await sql`update organization set ended = ${deed.day} where district = ${wide.district} and id = ${id}`.execute(tx)
    await deed.cover(id, leading, (spans) => covered.reduce((all, unit) => detach(all, unit, deed.day), [...spans]))
  }

  async function performMerge(into: string): Promise<string> {
    const other = known.others.get(into)
    if (!other) throw new Error('judged without the other side')
    const there = new Set(known.spansInto.filter((one) => holdsOn(one, deed.day)).map((one) => one.unit))
    const joining = coveredNow().filter((unit) => !there.has(unit))
    const made = await note('merged', `并入“${other.name}”`, { units: coveredNow(), into })
    await end(made, 'merged')
    const covering = joining.length > 0 ? `，增加覆盖${sayUnits(known, joining)}` : ''
    const taken = await deed.note({
      organization: into,
      kind: 'unit-attached',
      words: `“${organization.name}”并入${covering}`,
      details: { units: joining, merged: id },
    })
    await leaveJoint(tx, wide, deed, judged.leaving)
    await deed.cover(into, taken, (spans) => joining.reduce((all, unit) => attach(all, unit, deed.day), [...spans]))
    for (const child of known.children) {
      const words = `上级“${organization.name}”并入“${other.name}”，隶属关系随之改变`
      const moved = await deed.note({ organization: child.id, kind: 'moved', words })
      await rechainBelow(tx, wide, deed, child.id, into, other.chain, moved)
    }
    deed.handOver(id, into, made)
    return made
  }

  async function performSplit({ parts }: Extract<OrganizationChange, { change: 'split' }>): Promise<string> {
    const names = parts.map((part) => part.name)
    const leaving = parts.flatMap((part) => part.units)
    const made = await note('split', `分出${sayNames(names, '个党组织')}`, { units: leaving })
    await deed.cover(id, made, (spans) => leaving.reduce((all, unit) => detach(all, unit, deed.day), [...spans]))
    const then = versionOn((await listVersions(tx, wide, [id])).get(id) ?? [], deed.day)
    for (const part of parts) {
      const own = context.clock.id()
      await begin(
        context,
        tx,
        wide,
        deed,
        {
          ...part,
          id: own,
          superior: organization.superior,
          chain: chainOf(superiorChain(organization), own),
          area: then?.area ?? organization.area ?? '',
          path: then?.path ?? organization.path,
          section: organization.section,
          founded: deed.day,
          event: 'founded',
          state: 'active',
          day: deed.day,
          reason: '',
          words: `由“${organization.name}”分出成立`,
        },
        {},
      )
    }
    return made
  }
}

function superiorChain({ chain, id }: Organization): string | null {
  const above = chain.slice(0, chain.length - id.length - 1)
  return above === '' ? null : above
}

/** Puts one with all below it under another superior from the day on. */
async function rechainBelow(
  tx: Tx,
  wide: Scope,
  deed: Deed,
  id: string,
  superior: string | null,
  above: string | null,
  event: string,
): Promise<void> {
  const below = await findIdsBelow(tx, wide, id, deed.day)
  const to = chainOf(above, id)
  await deed.patch([id], event, () => ({ superior, chain: to }))
  await deed.patch(below, event, ({ chain }) => (standsIn(chain, id) ? { chain: rechain(chain, id, to) } : {}))
}

async function nameOf(tx: Tx, wide: Scope, id: string): Promise<string> {
  const rows = await sql<{ name: string }>`select name from organization
    where district = ${wide.district} and id = ${id}`.execute(tx)
  return rows.rows[0]?.name ?? ''
}

/** The search line holds name and code. */
export async function renameSearch(tx: Tx, wide: Scope, id: string): Promise<void> {
  const rows = await sql<{ name: string; code: string | null }>`select name, code from organization
    where district = ${wide.district} and id = ${id}`.execute(tx)
  const [row] = rows.rows
  if (!row) return
  const search = searchText({ ...row, address: null })
  await sql`update organization set search = ${search} where district = ${wide.district} and id = ${id}`.execute(tx)
}
