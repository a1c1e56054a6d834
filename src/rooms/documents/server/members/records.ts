import { dayIn, type DevelopmentFacts } from '../../../members/development/server/public.ts'
import type { Paper } from '../organizations/founding-paper.ts'
import type { FormRow } from '../paper.ts'
import { dayLine, line, personRows } from './say.ts'

/** 谈话记录, 考察登记表 and the like: forms with what is known filled in and room for the hand. */
const SIGN = '（签名）　　　　　　　　年　　月　　日'
const SEAL = '（盖章）　　　　　　　　年　　月　　日'
const room = (lines: number): string => '\n'.repeat(lines)

function form(title: string, rows: readonly FormRow[]): Paper {
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      { kind: 'form', rows },
    ],
  }
}

const pair = (...pairs: FormRow['pairs']): FormRow => ({ pairs })
const tall = (name: string, value: string, height: number): FormRow => ({ pairs: [[name, value]], height })

export function talkRecord(facts: DevelopmentFacts): Paper {
  return form('同入党申请人谈话记录', [
    pair(['谈话时间', line(facts, 'talk')], ['谈话地点', '']),
    pair(['谈话人', ''], ['谈话人职务', '']),
    ...personRows(facts.page),
    pair(['所在党组织', facts.page.organizationName]),
    pair(['递交申请书', line(facts, 'apply')]),
    tall('谈话内容', `入党动机、对党的认识、思想和工作情况：${room(10)}`, 78),
    tall('谈话人意见', `${room(2)}${SIGN}`, 30),
  ])
}

export function committeeTalkRecord(facts: DevelopmentFacts): Paper {
  return form('党委派人同发展对象谈话记录', [
    pair(['谈话时间', line(facts, 'committee-talk')], ['谈话地点', '']),
    pair(['谈话人', ''], ['谈话人职务', '']),
    ...personRows(facts.page),
    pair(['所在党组织', facts.page.organizationName]),
    pair(['支部大会通过', line(facts, 'meeting')]),
    tall('谈话内容', `对党的认识、入党动机和有关情况，帮助其提高认识：${room(10)}`, 78),
    tall('谈话人意见', `${room(2)}${SIGN}`, 30),
  ])
}

/** One block for each time that was, and one more while it goes on. */
function reviews(days: readonly string[], over: boolean, who: string): FormRow[] {
  const count = Math.max(over ? days.length : days.length + 1, 2)
  return Array.from({ length: count }, (_, at) =>
    tall(
      `第${at + 1}次考察`,
      `考察时间：${dayLine(days[at] ?? null)}\n现实表现：${room(1)}\n${who}意见：${room(1)}\n${SIGN}\n支部委员会意见：${room(1)}\n${SIGN}`,
      56,
    ),
  )
}

export function nurtureRecord(facts: DevelopmentFacts): Paper {
  const { page } = facts
  return form('入党积极分子培养教育考察登记表', [
    ...personRows(page),
    pair(['所在党组织', page.organizationName]),
    pair(['申请入党', line(facts, 'apply')], ['确定积极分子', line(facts, 'activist')]),
    pair(['培养联系人', page.contacts.join('、')]),
    ...reviews(facts.reviews.nurture, dayIn(page, 'target') !== null, '培养联系人'),
  ])
}

export function probationRecord(facts: DevelopmentFacts): Paper {
  const { page } = facts
  return form('预备党员教育考察登记表', [
    ...personRows(page),
    pair(['所在党组织', page.organizationName]),
    pair(['支部大会通过', line(facts, 'meeting')], ['上级批准', line(facts, 'approval')]),
    pair(['预备期满', dayLine(facts.probationEnds)], ['入党宣誓', line(facts, 'oath')]),
    pair(['入党介绍人', page.introducers.join('、')]),
    ...reviews(facts.reviews.probation, dayIn(page, 'full-meeting') !== null, '入党介绍人'),
  ])
}

export function opinions(facts: DevelopmentFacts): Paper {
  const { page } = facts
  return form('确定发展对象征求意见记录', [
    pair(['时间', '　　年　月　日'], ['地点', '']),
    pair(['主持人', ''], ['记录人', '']),
    ...personRows(page),
    pair(['所在党组织', page.organizationName]),
    pair(['确定积极分子', line(facts, 'activist')], ['培养联系人', page.contacts.join('、')]),
    pair(['听取意见', '党小组　　个，培养联系人　　名，党员　　名，群众　　名']),
    tall('意见和建议', '', 70),
    tall('综合意见', `${room(2)}${SIGN}`, 30),
  ])
}

export function classRecord(facts: DevelopmentFacts): Paper {
  const { page, details } = facts
  const said = (n: number | undefined, unit: string): string => (n === undefined ? `　　${unit}` : `${n}${unit}`)
  return form('发展对象集中培训登记表', [
    ...personRows(page),
    pair(['所在党组织', page.organizationName]),
    pair(['确定发展对象', line(facts, 'target')], ['培训结业', line(facts, 'class')]),
    pair(['培训天数', said(details.class?.classDays, '天')], ['培训学时', said(details.class?.classHours, '学时')]),
    pair(['主办单位', '']),
    tall('培训内容', '', 48),
    tall('考核结果', '', 24),
    tall('主办单位意见', `${room(2)}${SEAL}`, 34),
  ])
}
