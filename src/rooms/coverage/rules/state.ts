import type { Preset } from '../../rulebook/contract.ts'
import { dueLine, fullMembers, sayLine, type DueFacts } from '../../rulebook/public.ts'
import { exclusionReasons, type Coverage, type Due, type Kind, type Life } from '../../units/contract.ts'
import { lifeNames } from '../../units/public.ts'

/**
 * The state of one unit and the action due, from its facts and the preset in force. In this order, first match wins:
 * excluded (an exclusion in force, or an agency, which is not a two-new unit) → own → joint → work coverage → none.
 * The action looks at full members only: ≥3 found (art. 4), 1–2 join (art. 5), members that are only declared or only
 * probationary → admit after verification, none and no work coverage → instructor. Nobody's membership is inferred:
 * the annual report's number leads to a question, never to a count.
 */
export interface StateFacts extends DueFacts {
  readonly kind: Kind
  readonly life: Life
  readonly has_organization: boolean | null
  readonly org_form: 'own' | 'joint' | null
  readonly org_name: string | null
  readonly instructor: string | null
  readonly liaison: string | null
  readonly trade_union: string | null
  readonly youth_league: string | null
  readonly excluded: string | null
}

export interface StateLabel {
  readonly coverage: Coverage
  readonly due: Due
  /** One sentence ending in “。”: why this state, why this action. */
  readonly reason: string
  /** 应建 under the preset; never for an excluded unit. */
  readonly must: boolean
  /** Any source knows of a member, probationary ones and the annual report's included. */
  readonly with_member: boolean
}

export type StatePreset = Pick<Preset, 'due' | 'countReported'>

/** Raise with any change of what this file decides: ledgers labelled by an older edition are then labelled anew. */
export const LABEL_EDITION = 1

export function labelUnit(unit: StateFacts, preset: StatePreset): StateLabel {
  const with_member = hasMember(unit)
  const shut = exclusionOf(unit)
  if (shut !== null) return { coverage: 'excluded', due: 'nothing', reason: shut, must: false, with_member }
  const line = dueLine(unit, preset)
  const must = line !== null
  const organization = organizationOf(unit, preset)
  if (organization !== null) {
    return { ...organization, due: 'nothing', reason: `${organization.reason}${lifeNote(unit)}。`, must, with_member }
  }
  const work = workCoverage(unit)
  const state = work.length > 0 ? `没有党组织，有${work.join('、')}，计工作覆盖` : '没有党组织，也没有工作覆盖'
  const { due, words } = actionOf(unit, preset, work.length > 0)
  // The action for three full members already says so; any other line of the preset has to be named.
  const named = line !== null && due !== 'found' ? `；${sayLine(line)}，按现行口径应建` : ''
  return {
    coverage: work.length > 0 ? 'work' : 'none',
    due,
    reason: `${state}；${words}${named}${lifeNote(unit)}。`,
    must,
    with_member,
  }
}

export function hasMember(unit: DueFacts): boolean {
  return (unit.members_full ?? 0) > 0 || (unit.members_probationary ?? 0) > 0 || (unit.members_reported ?? 0) > 0
}

/** What carries work coverage, in the order it is named in. */
export function workCoverage(
  unit: Pick<StateFacts, 'instructor' | 'liaison' | 'trade_union' | 'youth_league'>,
): string[] {
  const carriers: readonly (readonly [string | null, string])[] = [
    [unit.instructor, '指导员'],
    [unit.liaison, '联络员'],
    [unit.trade_union, '工会'],
    [unit.youth_league, '团组织'],
  ]
  return carriers.filter(([value]) => value !== null && value !== '').map(([, name]) => name)
}

function exclusionOf(unit: StateFacts): string | null {
  if (unit.excluded !== null) return `不计入分母：${sayExclusion(unit.excluded)}。`
  return unit.kind === 'agency' ? '不计入分母：机关事业单位不属两新组织。' : null
}

/** Words of a reason code; the pseudo-code `agency` stands for units that are not two-new at all. */
export function sayExclusion(code: string): string {
  if (code === 'agency') return '机关事业单位'
  return code in exclusionReasons ? exclusionReasons[code as keyof typeof exclusionReasons] : code
}

const JOINT_NAME = /联合.{0,4}(支部|总支|党委|党组织|委员会)|联建|统建|共建/
const HIGHER_NAME = /党委|党总支|总支部/

function organizationOf(unit: StateFacts, preset: StatePreset): { coverage: 'own' | 'joint'; reason: string } | null {
  const { has_organization, org_form, org_name } = unit
  if (has_organization === false) return null
  if (has_organization === null && org_form === null && org_name === null) return null
  const full = fullMembers(unit, preset)
  const name = org_name === null ? '已建立党组织' : `党组织“${org_name}”`
  if (org_form === 'joint') return { coverage: 'joint', reason: `${name}，联合组建，按覆盖单位计一家` }
  if (org_form === 'own') {
    const few = full !== null && full < 3 ? `；正式党员 ${full} 名，不足 3 名，应及时核实调整` : ''
    return { coverage: 'own', reason: `${name}，单独组建${few}` }
  }
  if (org_name !== null && JOINT_NAME.test(org_name)) {
    return { coverage: 'joint', reason: `${name}，没有写明组建方式，按名称计联合组建` }
  }
  if (org_name !== null && HIGHER_NAME.test(org_name)) {
    return { coverage: 'own', reason: `${name}，没有写明组建方式，按名称计单独组建` }
  }
  // A branch of one unit needs three full members (art. 4); with fewer, or none on file, the joint form is the careful
  // reading: the organisation rate is the same and the own rate is not overstated.
  return full !== null && full >= 3
    ? { coverage: 'own', reason: `${name}，没有写明组建方式，正式党员 ${full} 名，计单独组建` }
    : {
        coverage: 'joint',
        reason: `${name}，没有写明组建方式，正式党员${full === null ? '数不详' : `不足 3 名`}，暂计联合组建`,
      }
}

function actionOf(unit: StateFacts, preset: StatePreset, work: boolean): { due: Due; words: string } {
  const full = fullMembers(unit, preset) ?? 0
  const counted = unit.members_full === null && full > 0 ? '年报党员' : '正式党员'
  const more = full > 0 ? moreReported(unit) : ''
  if (full >= 3) return { due: 'found', words: `${counted} ${full} 名，满 3 名应单独建立党组织${more}` }
  if (full > 0) return { due: 'join', words: `${counted} ${full} 名，不足 3 名应联合组建${joinHint(unit.kind)}${more}` }
  const reported = unit.members_reported ?? 0
  const probationary = unit.members_probationary ?? 0
  if (reported > 0) {
    const held = unit.members_full === null ? '台账没有党员数' : '台账没有正式党员'
    return { due: 'admit', words: `${held}，年报填报 ${reported} 名（含预备），先自愿核对组织关系，再接收或兼合式计入` }
  }
  if (probationary > 0) {
    return {
      due: 'admit',
      words: `只有预备党员 ${probationary} 名，不计入正式党员，先核对组织关系，再接收或兼合式计入`,
    }
  }
  if (work) return { due: 'nothing', words: '没有党员，暂不需要组建' }
  return { due: 'instructor', words: `没有党员，应选派指导员或联络员${instructorHint(unit.kind)}` }
}

function moreReported(unit: StateFacts): string {
  const known = (unit.members_full ?? 0) + (unit.members_probationary ?? 0)
  const reported = unit.members_reported ?? 0
  return unit.members_full !== null && reported > known
    ? `；年报填报 ${reported} 名，比台账多 ${reported - known} 名，待核对`
    : ''
}

function joinHint(kind: Kind): string {
  if (kind === 'sole-trader') return '，可依托市场、街区或个私协会'
  if (kind === 'cooperative') return '，可与所在村或同类合作社一起'
  return ''
}

function instructorHint(kind: Kind): string {
  const social = kind === 'social-organization' || kind === 'private-non-enterprise' || kind === 'foundation'
  return social ? '，由业务主管单位选派' : ''
}

/** A unit that no longer operates stays in the denominator until somebody excludes it with evidence. */
function lifeNote(unit: StateFacts): string {
  return unit.life === 'operating' ? '' : `；经营状态为${lifeNames[unit.life]}，查实后可办理不计入`
}
