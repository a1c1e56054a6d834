import type { Alternative } from '../../../solver/types.ts'
import { isTownOpen, sharedByAll, sharedKeys } from '../rules/address.ts'
import { cautionsOfFounder, cautionsOfGroup, nameOf, type PlacedUnit } from '../rules/cautions.ts'
import { levelCost } from '../rules/costs.ts'
import { hostOf } from '../rules/hosts.ts'
import { groupCost, tidy } from '../rules/price.ts'
import type { Obstacle } from '../rules/uncovered.ts'
import { whyJoint, whyOwn, whyUncovered } from '../rules/why.ts'
import { noAlternatives, type AlternativeWords, type Draft, type DraftInput } from './draft.ts'
import { byAddress } from './order.ts'
import { placeOf } from './places.ts'
import type { Solved } from './solve/solved.ts'

/** Founders, groups and units left over, as proposals. */
export function draftFounders(founders: readonly PlacedUnit[], input: DraftInput): Draft[] {
  return founders.map((member) => ({
    kind: 'own',
    place: placeOf([member], input),
    members: [member],
    cost: 0,
    prices: [],
    why: whyOwn(member.weight),
    cautions: cautionsOfFounder(member),
    instructor: null,
    host: null,
    obstacle: null,
    alternatives: noAlternatives,
    nearest: [],
  }))
}

export function draftJoint(units: readonly PlacedUnit[], solved: Solved, input: DraftInput): Draft[] {
  const groups: Draft[] = []
  const unitAt = (index: number): PlacedUnit => units[index] as PlacedUnit
  for (const group of solved.groups) {
    const members = group.members.map(unitAt)
    const place = placeOf(members, input)
    const host = hostOf(
      members.map(({ unit }) => unit),
      input.params.hosts,
    )
    groups.push({
      kind: 'joint',
      place,
      members,
      cost: group.cost,
      prices: group.prices,
      why: whyJoint({
        weights: members.map(({ weight }) => weight),
        shared: place.shared,
        place: place.name,
        maxUnits: input.params.maxUnits,
        host,
      }),
      cautions: cautionsOfGroup(members, input.sectionName, input.yardstick),
      instructor: null,
      host,
      obstacle: null,
      alternatives: (numberOf) => sayAlternatives(members, group.alternatives, unitAt, (at) => groups[at], numberOf),
      nearest: [],
    })
  }
  const left = solved.left.map((found): Draft => {
    const member = unitAt(found.unit)
    const obstacle = obstacleOf(member, found.blocked ?? found.reason)
    const host = found.host < 0 ? [] : (groups[found.host]?.members ?? [])
    const partners = found.partners.map(unitAt)
    return {
      kind: 'uncovered',
      place: placeOf([member], input),
      members: [member],
      cost: 0,
      prices: found.price === null ? [] : [found.price],
      why: whyUncovered(member.weight, obstacle, input.params.within, found.weightInReach),
      cautions: [],
      instructor: null,
      host: null,
      obstacle,
      alternatives: (numberOf) => sayWider(member, host, partners, groups[found.host], numberOf, input),
      nearest: [...host, ...partners, ...found.kept.map(unitAt)]
        .filter((other, at, all) => all.indexOf(other) === at)
        .sort((a, b) => sharedKeys(member.keys, b.keys) - sharedKeys(member.keys, a.keys) || byAddress(a, b))
        .slice(0, 5),
    }
  })
  return [...groups, ...left]
}

function obstacleOf({ keys }: PlacedUnit, reason: Obstacle): Obstacle {
  if (keys[1] === null) return 'county-unknown'
  return isTownOpen(keys) ? 'town-unknown' : reason
}

/** The cheapest move, exchange and cutting up that were not taken. */
function sayAlternatives(
  members: readonly PlacedUnit[],
  found: readonly Alternative[],
  unitAt: (index: number) => PlacedUnit,
  groupAt: (index: number) => Draft | undefined,
  numberOf: (draft: Draft) => number,
): AlternativeWords[] {
  const words = found.map((alternative): AlternativeWords | null => {
    const delta = alternative.costDelta
    const target = groupAt(alternative.target)
    const no = target ? `第 ${numberOf(target)} 条` : ''
    switch (alternative.kind) {
      case 'move': {
        if (!target) return null
        const unit = unitAt(alternative.unit)
        return { words: `把${nameOf(unit)}并入${no}（${sayMeeting([...target.members, unit])}）`, delta }
      }
      case 'swap': {
        if (!target) return null
        const [out, back] = [unitAt(alternative.unit), unitAt(alternative.exchange)]
        return { words: `${nameOf(out)}与${no}的${nameOf(back)}对换`, delta }
      }
      case 'split': {
        const part = alternative.detail.map((index) => unitAt(index))
        const rest = members.filter((member) => !part.includes(member))
        return { words: `拆成两组：${listNames(part)}；${listNames(rest)}`, delta }
      }
      case 'dissolve': {
        const hosts = [...new Set(alternative.detail)]
          .map((index) => groupAt(index))
          .filter((host) => host !== undefined)
        return { words: `不设这一组，各家并入第 ${hosts.map(numberOf).join('、')} 条`, delta }
      }
    }
  })
  const said = words.filter((one) => one !== null)
  const canSplit = found.some(({ kind }) => kind === 'split')
  return canSplit ? said : [...said, { words: '拆成两组：其中一组不足 3 名正式党员，不成立', delta: null }]
}

function sayWider(
  member: PlacedUnit,
  host: readonly PlacedUnit[],
  partners: readonly PlacedUnit[],
  hostDraft: Draft | undefined,
  numberOf: (draft: Draft) => number,
  { yardstick }: DraftInput,
): AlternativeWords[] {
  const said: AlternativeWords[] = isTownOpen(member.keys) ? [{ words: '核定地址后重排', delta: null }] : []
  if (hostDraft) {
    const together = [...host, member]
    const level = levelCost(sharedByAll(together.map(({ keys }) => keys)))
    said.push({
      words: `放宽一级，可并入第 ${numberOf(hostDraft)} 条（${level.words}）`,
      delta: tidy(groupCost(together, yardstick) - hostDraft.cost),
    })
  }
  if (partners.length > 0) {
    const together = [member, ...partners]
    const level = levelCost(sharedByAll(together.map(({ keys }) => keys)))
    said.push({
      words: `放宽一级，可与${listNames(partners)}联建（${level.words}）`,
      delta: groupCost(together, yardstick),
    })
  }
  return said
}

function sayMeeting(members: readonly PlacedUnit[]): string {
  return levelCost(sharedByAll(members.map(({ keys }) => keys))).words
}

function listNames(members: readonly PlacedUnit[]): string {
  return members.map(nameOf).join('、')
}
