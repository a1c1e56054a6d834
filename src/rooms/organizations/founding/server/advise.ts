import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findNames } from '../../../areas/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { foundingProblem, type Advice, type foundingEndpoints, type FoundingKind } from '../contract.ts'
import { suggestName } from '../rules/suggest-name.ts'
import { findBusy } from './busy.ts'
import { findCase } from './cases.ts'
import { areaAt, commonPath, findLedgerUnits, type LedgerUnit } from './units.ts'
import { weigh } from './weigh.ts'

type Asked = z.output<(typeof foundingEndpoints)['founding.advise']['input']>

/** What the rules say of these units, and a draft filled in from what is known of them. */
export async function advise(context: Context, tx: Tx, scope: Scope, asked: Asked): Promise<Advice> {
  const today = context.clock.today()
  const units = await findLedgerUnits(tx, scope, asked.units)
  if (units.length < new Set(asked.units).size) throw foundingProblem('unit-not-found')
  const own = asked.id === undefined ? null : await findCase(tx, scope, asked.id)
  const book = await findRuleBook(tx, scope, today)
  const weighed = weigh(
    {
      kind: asked.kind ?? null,
      units,
      host: asked.host?.kind ?? null,
      until: asked.until as Day | null,
      secretaryReady: asked.secretaryReady,
      day: today,
    },
    book,
  )
  // Applications are decided by the town: what lies within one stands there.
  const path = commonPath(units.map((unit) => unit.townPath))
  const area = areaAt(path)
  const busy = await findBusy(
    tx,
    scope,
    units.map(({ id }) => id),
    own,
  )
  // The committee above may stand beyond the actor's reach; its name is nobody's secret.
  const superior =
    path === '' ? null : await context.database.derive(tx, scope, (wide) => suggestSuperior(tx, wide, path))
  const areaName = area === null ? null : ((await findNames(tx, scope, [area], today)).get(area)?.name ?? null)
  const kind: FoundingKind = asked.kind ?? weighed.advised?.kind ?? 'branch'
  const byMembers = [...units].sort((a, b) => (b.full ?? 0) - (a.full ?? 0))
  const { committee, trial, alternatives, refused, sentence, ...rest } = weighed
  const apart = kind === 'joint-branch' && new Set(units.map(({ townPath }) => townPath)).size > 1
  return {
    ...rest,
    sentence: apart ? `${sentence}这几家不在同一镇街，宜选地域相邻的。` : sentence,
    alternatives: [...alternatives],
    refused: [...refused],
    committee,
    trial,
    units: units.map((unit) => unitOf(unit, busy)),
    suggested: {
      name: suggestName({
        kind,
        units: byMembers.map(({ name }) => name),
        host: asked.host?.name ?? null,
        areaName,
        committee: committee.needed,
      }),
      area,
      areaName,
      superior,
    },
  }
}

function unitOf(unit: LedgerUnit, busy: ReadonlyMap<string, string>): Advice['units'][number] {
  return {
    unit: unit.id,
    name: unit.name,
    townName: unit.townName,
    address: unit.address,
    membersFull: unit.full,
    membersProbationary: unit.probationary,
    ledgerFull: unit.full,
    busy: busy.get(unit.id) ?? null,
  }
}

/** The nearest committee or working committee above the place. */
async function suggestSuperior(tx: Tx, wide: Scope, path: string): Promise<{ id: string; name: string } | null> {
  const steps = path.split('/').slice(0, -1)
  const above = steps.map((_, at) => `${steps.slice(0, at + 1).join('/')}/`)
  const [found] = await rowsOf<{ id: string; name: string }>(
    tx,
    sql`select id, name from organization where district = ${wide.district} and state = 'active'
        and kind in ('working-committee', 'committee') and units = 0 and path = any(${above}::text[])
      order by length(path) desc, (kind = 'working-committee') desc, id limit 1`,
  )
  return found ?? null
}
