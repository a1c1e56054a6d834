import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Workdays } from '../../../../standards/workdays.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { findWorkdays } from '../../deadlines/server/workdays.ts'
import { listEvidence } from '../../evidence/server/public.ts'
import { planShape, type FoundingCase, type FoundingRow, type FoundingUnit } from '../contract.ts'
import { clockOf } from '../rules/clocks.ts'
import { isOpen } from '../rules/lifecycle.ts'
import { papersOf } from '../rules/names.ts'
import { numberOf } from '../rules/rules.ts'
import { sayCase } from '../rules/sentences.ts'
import { countedUnits, formOf } from './apply.ts'
import { findBusy } from './busy.ts'
import { listCaseUnits, listDeeds, type CaseRow, type CaseUnit } from './cases.ts'
import type { When } from './list.ts'
import { presentDeed } from './present-deed.ts'
import { mayAct } from './take.ts'
import { findLedgerUnits } from './units.ts'
import { weigh } from './weigh.ts'

/** What rows of a list need beside themselves, read once. */
export interface Today {
  readonly day: Day
  readonly book: RuleBook
  readonly workdays: Workdays
  readonly when: When
}

export async function readToday(context: Context, db: Db | Tx, scope: Scope): Promise<Today> {
  const day = context.clock.today()
  const book = await findRuleBook(db, scope, day)
  const remindDays = numberOf(book, 'clock.remind', 'days') ?? 0
  return { day, book, workdays: await findWorkdays(db, scope), when: { today: day, remindDays } }
}

export function presentRow(row: CaseRow, { day, book, workdays }: Today): FoundingRow {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    step: row.step,
    stepSince: row.stepSince,
    source: row.source,
    planNo: row.planNo,
    area: row.area,
    areaName: row.areaName,
    units: row.units,
    unitNames: [...row.unitNames],
    membersFull: row.membersFull,
    organization: row.organization,
    clock: clockOf(row, day, book, workdays),
  }
}

export async function presentCase(context: Context, db: Db | Tx, scope: Scope, row: CaseRow): Promise<FoundingCase> {
  const today = await readToday(context, db, scope)
  const units = await listCaseUnits(db, scope, row.id)
  const members = await presentUnits(db, scope, row, units)
  const deeds = await listDeeds(db, scope, row.id)
  const shown = presentRow(row, today)
  const stated = row.applied !== null || row.membersFull !== null
  const counted = stated
    ? countedUnits(row, units)
    : members.map(({ name, membersFull, membersProbationary }) => ({
        name,
        full: membersFull,
        probationary: membersProbationary,
      }))
  const {
    sentence,
    membersFull,
    members: total,
    advised,
    alternatives,
    refused,
    committee,
    trial,
  } = weigh(formOf(row, counted, today.day), today.book)
  return {
    ...shown,
    version: row.version,
    sentence: sayCase(shown),
    plan: planOf(row, units),
    superiorName: row.superiorName,
    planId: row.planId,
    proposal: row.proposal,
    members,
    changeable: mayAct(scope, row, units.length),
    hidden: row.units - units.length,
    overrides: { ...row.overrides },
    advice: isOpen(row.step)
      ? {
          sentence,
          membersFull,
          members: total,
          advised,
          alternatives: [...alternatives],
          refused: [...refused],
          committee,
          trial,
        }
      : null,
    evidence: await listEvidence(db, scope, row.organization === null ? [row.id] : [row.id, row.organization]),
    deeds: deeds.map((deed) => presentDeed(deed, today.book)),
    papers: papersOf(row.step, row.approved !== null),
  }
}

async function presentUnits(
  db: Db | Tx,
  scope: Scope,
  row: CaseRow,
  units: readonly CaseUnit[],
): Promise<FoundingUnit[]> {
  const ids = units.map(({ unit }) => unit)
  const ledger = new Map((await findLedgerUnits(db, scope, ids)).map((unit) => [unit.id, unit]))
  const busy = isOpen(row.step) ? await findBusy(db, scope, ids, row) : new Map<string, string>()
  return units.map(({ unit, name, full, probationary }) => {
    const now = ledger.get(unit)
    return {
      unit,
      name,
      townName: now?.townName ?? null,
      address: now?.address ?? null,
      membersFull: full ?? now?.full ?? null,
      membersProbationary: full === null ? (now?.probationary ?? null) : probationary,
      ledgerFull: now?.full ?? null,
      busy: busy.get(unit) ?? null,
    }
  })
}

function planOf(row: CaseRow, units: readonly CaseUnit[]): FoundingCase['plan'] {
  return planShape.parse({
    name: row.name,
    kind: row.kind,
    units: units.map(({ unit }) => unit),
    area: row.area,
    superior: row.superior,
    section: row.section,
    host: row.hostKind === null ? null : { kind: row.hostKind, name: row.hostName },
    until: row.until,
    secretaryReady: row.secretaryReady,
    remark: row.remark,
  })
}
