import type { OrganizationKind } from '../contract.ts'
import { formOf, type UnitSpan } from './cover.ts'
import { sayLater } from './judge-days.ts'
import { sayNames, type Judgement } from './judgement.ts'
import { kindRules } from './kinds.ts'
import type { Known, KnownCover, KnownUnit } from './known.ts'
import { organizationKindNames } from './names.ts'
import { holdsOn } from './versions.ts'

/** A unit that leaves a joint branch because it now has its own organisation. */
export interface Leaving {
  readonly unit: string
  readonly organization: string
}

const GONE = new Set(['closed', 'moved'])

/** Covers that this cover cannot stand beside: of organisations that hold relations. */
const holds = (cover: KnownCover): boolean => cover.form === 'own' || cover.kind === 'joint-branch'

/**
 * Units that an organisation of this form is to cover from the day on, `before` being those it covers already. A unit
 * has one organisation of its own or one joint branch. Founding its own ends its place in a joint branch; a joint branch
 * takes no unit that has its own.
 */
export function judgeAttach(
  known: Known,
  kind: OrganizationKind,
  units: readonly string[],
  before: readonly UnitSpan[],
  judgement: Judgement,
): Leaving[] {
  const { day, organization } = known
  if (units.length === 0) return []
  if (!kindRules[kind].coversUnits) {
    judgement.refuse('no-units', `${organizationKindNames[kind]}不直接覆盖单位，由它下面的党组织覆盖。`)
    return []
  }
  if (new Set(units).size < units.length) judgement.refuse('unit-twice', '同一家单位写了两次。')
  const covered = new Set(before.filter((one) => holdsOn(one, day)).map((one) => one.unit))
  const all = new Set([...covered, ...units])
  const form = formOf(kind, all.size)
  const leaving: Leaving[] = []
  for (const id of units) {
    const unit = known.units.get(id)
    if (!unit) {
      judgement.refuse('unit-not-found', '有的单位不在台账上，或不在你负责的范围内。')
      continue
    }
    if (covered.has(id)) judgement.refuse('covered-already', `“${unit.name}”已由它覆盖。`)
    if (GONE.has(unit.life)) judgement.refuse('unit-gone', `“${unit.name}”已注销或迁出，不能再覆盖。`)
    const later = known.later.find((one) => one.organization === organization?.id && one.units.includes(id))
    if (later) judgement.refuse('later-deed', sayLater(later))
    leaving.push(...judgeBeside(known, unit, kind, form, judgement))
  }
  const most = known.numbers.number('branch.5.joint', 'jointUnitsMost')
  if (kind === 'joint-branch' && most !== null && all.size > most) {
    judgement.ask('branch.5.joint', `联合党支部覆盖单位一般不超过 ${most} 个，这样会有 ${all.size} 个。`)
  }
  if (form === 'joint' && kindRules[kind].mayBeOwn && covered.size === 1) {
    const [single] = covered
    judgement.follow(`${sayUnits(known, [single ?? ''])}由单独组建变为联合覆盖。`)
  }
  return leaving
}

function judgeBeside(
  known: Known,
  unit: KnownUnit,
  kind: OrganizationKind,
  form: 'own' | 'joint',
  judgement: Judgement,
): Leaving[] {
  if (form !== 'own' && kind !== 'joint-branch') return []
  const leaving: Leaving[] = []
  for (const cover of unit.covers) {
    if (cover.organization === known.organization?.id || !holds(cover)) continue
    const { organizationName: where, from } = cover
    if (cover.form === 'own') {
      const what = form === 'own' ? '一家单位只能有一个单独的党组织。' : '有自己党组织的单位不再编入联合党支部。'
      judgement.refuse('has-own', `“${unit.name}”已有单独的“${where}”（${from}起），${what}`, 'branch.4')
    } else if (form === 'joint') {
      judgement.refuse('in-joint', `“${unit.name}”已编在“${where}”（${from}起），先从那里减去再编入。`)
    } else if (from > known.day) {
      judgement.refuse('later-deed', `“${unit.name}”${from}编入“${where}”，生效日请选在这之后。`)
    } else {
      leaving.push({ unit: unit.id, organization: cover.organization })
      judgement.follow(`“${unit.name}”从这一天起不再编在“${where}”；那里的本单位党员要另办组织关系转接。`)
    }
  }
  return leaving
}

export function judgeDetach(known: Known, units: readonly string[], judgement: Judgement): void {
  const { day, organization } = known
  if (organization === null) return
  const covered = known.spans.filter((one) => holdsOn(one, day)).map((one) => one.unit)
  for (const id of units) {
    const name = known.units.get(id)?.name ?? id
    if (!covered.includes(id)) judgement.refuse('not-covered', `“${name}”那一天不由它覆盖。`)
    const later = known.later.find((one) => one.organization === organization.id && one.units.includes(id))
    if (later) judgement.refuse('later-deed', sayLater(later))
  }
  const left = covered.filter((id) => !units.includes(id))
  judgement.follow(`${sayUnits(known, units)}从这一天起不再由它覆盖。`)
  judgeLeft(known, organization.kind, left, judgement)
}

/** What is left after units went. */
export function judgeLeft(known: Known, kind: OrganizationKind, left: readonly string[], judgement: Judgement): void {
  if (left.length === 0) {
    judgement.follow('它不再覆盖任何单位；不再符合设立条件的，上级应当及时予以调整或者撤销（支部工作条例第七条）。')
  }
  const [single] = left
  if (left.length !== 1 || single === undefined) return
  const unit = known.units.get(single)
  if (formOf(kind, 1) === 'own') {
    const other = unit?.covers.find((one) => one.form === 'own' && one.organization !== known.organization?.id)
    if (other) {
      judgement.refuse(
        'has-own',
        `这样“${unit?.name ?? ''}”就有两个单独的党组织：它和“${other.organizationName}”。先调整其中一个。`,
        'branch.4',
      )
    } else judgement.follow(`${sayUnits(known, left)}由联合覆盖变为单独组建。`)
  } else if (kind === 'joint-branch') {
    judgement.follow(`联合党支部只剩${sayUnits(known, left)}一家，可以改为单独的党支部或并入别处。`)
  }
}

export function sayUnits(known: Known, ids: readonly string[]): string {
  return sayNames(
    ids.map((id) => known.units.get(id)?.name ?? id),
    '家',
  )
}
