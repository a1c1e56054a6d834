import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { pause, rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { JobHandle } from '../../../../platform/server/jobs.ts'
import { makeVault } from '../../../../platform/server/personal/vault.ts'
import { openEyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import {
  nothingTouched,
  settle,
  writeCorrection,
  writeMembers,
  writeMove,
  writeStatus,
  type Corrections,
  type NewMember,
  type Touched,
} from '../../server/write.ts'
import { rostersProblem, type Take } from '../contract.ts'
import type { Outcome } from '../rules/compare.ts'
import type { FileRow } from '../rules/match.ts'
import type { RosterDraft } from './draft.ts'

/** Tables that a register fills, for the planner's statistics afterwards. */
export const ROSTER_TABLES = [
  'member',
  'member_name_key',
  'member_relation',
  'member_status',
  'member_event',
  'personal_vault',
  'roster_row',
]

/**
 * Writes what was chosen of a comparison, all of it or nothing. New members go in together; whoever changes does so by the
 * same deeds that a person does by hand, dated as of the register. What was there before is kept sealed for the undoing.
 */
export async function writeRoster(
  context: Context,
  scope: Scope,
  draft: RosterDraft,
  take: readonly Take[],
  handle: JobHandle,
): Promise<string> {
  const { result } = draft
  if (result === null) throw rostersProblem('not-ready', { why: '还没有比对' })
  const { comparison } = result
  const added = take.includes('added')
    ? comparison.outcomes.filter(({ tab, gone }) => tab === 'added' && gone === null)
    : []
  const changed = comparison.outcomes.filter(
    ({ tab, changes }) => tab === 'changed' && changes.some((one) => one.take !== null && take.includes(one.take)),
  )
  const answered = comparison.outcomes.filter(({ tab, row }) => tab === 'same' && draft.answers.has(row.key))
  const batch = context.clock.id()
  const file = draft.sheets.filter(({ use }) => use).map((sheet) => sheet.file)[0] ?? ''
  const reason = `${draft.kind === 'national' ? '按全国系统导出的表' : '按名册'}登记：${file}`
  await context.database.write(scope, async (tx) => {
    handle.pastCancel()
    const touched = nothingTouched()
    handle.report('登记新的', 0.1)
    const ids = await writeMembers(
      context,
      tx,
      scope,
      added.map(({ row }) => newMember(row, draft)),
      { day: draft.asOf, reason },
      touched,
    )
    const kept: [string, FileRow, string, string | null, number][] = added.map(({ row }, at) => [
      ids[at] ?? '',
      row,
      'added',
      null,
      1,
    ])
    for (const [at, outcome] of changed.entries()) {
      if (at % 100 === 0) {
        handle.report(`更正第 ${at + 1} 人`, 0.3 + (0.5 * at) / changed.length)
        await pause()
      }
      const { member, before, version } = await writeChanges(
        context,
        tx,
        scope,
        outcome,
        take,
        { day: draft.asOf, reason },
        touched,
      )
      kept.push([member, outcome.row, 'changed', before, version])
    }
    for (const { row, member } of answered) if (member) kept.push([member.id, row, 'known', null, 0])
    handle.report('数一遍', 0.85)
    await sql`insert into roster_batch (district, id, file, kind, as_of, actor, at, added, changed)
      values (${scope.district}, ${batch}, ${file}, ${draft.kind}, ${draft.asOf}, ${scope.actor},
        ${context.clock.now().toISOString()}, ${added.length}, ${changed.length})`.execute(tx)
    await context.database.copy(
      tx,
      'roster_row',
      ['district', 'batch', 'member', 'row_hash', 'action', 'before', 'version'],
      kept.map(([member, row, action, before, version]) => [
        scope.district,
        batch,
        member,
        row.rowHash,
        action,
        before,
        version,
      ]),
    )
    await settle(context, tx, scope, touched, draft.asOf)
    await writeAudit(tx, scope, context.clock, 'members.import', batch, {
      file,
      kind: draft.kind,
      asOf: draft.asOf,
      added: added.length,
      changed: changed.length,
    })
  })
  return batch
}

function newMember(row: FileRow, { kind, asOf, result }: RosterDraft): NewMember {
  const { member, organization, unit } = row
  const founded = organization === null ? null : (result?.ground.seats.get(organization)?.founded ?? null)
  return {
    name: member.name,
    status: member.status,
    place: organization === null ? 'elsewhere' : (member.place ?? 'unit'),
    organization,
    unit,
    joined: member.joined,
    fullOn: member.fullOn,
    gender: member.gender,
    born: member.born,
    ethnicity: member.ethnicity,
    education: member.education,
    job: member.job,
    postKind: member.postKind,
    group: member.group,
    phone: member.phone,
    identity: member.identity,
    floating: member.floating ?? false,
    lostSince: member.lostSince,
    source: kind === 'national' ? 'national' : 'roster',
    ...(founded !== null && founded > asOf ? { day: founded } : {}),
  }
}

interface Dated {
  readonly day: string
  readonly reason: string
}

async function writeChanges(
  context: Context,
  tx: Tx,
  scope: Scope,
  { row, member, changes }: Outcome,
  take: readonly Take[],
  { day, reason }: Dated,
  touched: Touched,
): Promise<{ member: string; before: string; version: number }> {
  if (member === null) throw new Error('a changed row without its member')
  const { id } = member
  const chosen = changes.filter((one) => one.take !== null && take.includes(one.take))
  const facts = correctionsOf(row, new Set(chosen.filter((one) => one.take === 'facts').map(({ field }) => field)))
  const before = context.secrets.seal(JSON.stringify(await readBefore(context, tx, scope, id, facts)))
  if (chosen.some((one) => one.take === 'organization') && row.organization !== null)
    await writeMove(context, tx, scope, id, { day, to: row.organization, how: 'correct', reason }, touched)
  if (chosen.some((one) => one.take === 'status'))
    await writeStatus(context, tx, scope, id, { day, to: row.member.status, reason }, touched)
  const { floating, ...correctable } = facts
  if (Object.keys(correctable).length > 0)
    await writeCorrection(context, tx, scope, id, { fields: correctable, reason, day }, touched)
  if (floating !== undefined)
    await sql`update member set floating = ${floating}, version = version + 1 where district = ${scope.district} and id = ${id}`.execute(
      tx,
    )
  const [now] = await rowsOf<{ version: number }>(
    tx,
    sql`select version from member where district = ${scope.district} and id = ${id}`,
  )
  return { member: id, before, version: now?.version ?? 0 }
}

export type RosterFacts = Corrections & { readonly floating?: boolean }

function correctionsOf({ member, unit }: FileRow, fields: ReadonlySet<string>): RosterFacts {
  const all: Record<string, unknown> = { ...member, unit }
  return Object.fromEntries([...fields].map((field) => [field, all[field]])) as RosterFacts
}

/** What the member was before a register changed them, for putting it back. */
export interface Before {
  readonly row: Readonly<Record<string, unknown>>
  readonly numbers: Readonly<Record<string, string | null>>
}

async function readBefore(context: Context, tx: Tx, scope: Scope, id: string, facts: RosterFacts): Promise<Before> {
  const [row = {}] = await rowsOf<Record<string, unknown>>(
    tx,
    sql`select name, name_hash, status, place, organization, chain, path, unit_id, joined, full_on, gender, born, ethnicity, education, job,
        post_kind, group_kind, floating, lost_since, since, ended, end_reason
      from member where district = ${scope.district} and id = ${id} for update`,
  )
  const vault = makeVault(context.secrets, context.clock)
  // Kept sealed and never shown: the number goes back where it came from.
  const eyes = openEyes(context.secrets, { purpose: '撤回时恢复原来的号码' })
  const numbers: Record<string, string | null> = {}
  for (const kind of ['phone', 'identity'] as const)
    if (kind in facts) numbers[kind] = await vault.open(tx, scope, id, kind, eyes)
  return { row, numbers }
}
