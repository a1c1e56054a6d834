import { addMonths } from '../../../../kernel/day-math.ts'
import { addDays } from '../../../../kernel/day.ts'
import type { StepDetails } from '../../../members/development/contract.ts'
import { dayIn, type DevelopmentFacts } from '../../../members/development/server/public.ts'
import { OPEN, type Paper } from '../organizations/founding-paper.ts'
import { brief, committee, dated, dayWords, monthsWords, number, on, persons, signed, text } from './say.ts'

/** 决议: what a branch or its committee resolved on one person, with the numbers that were entered. */
function resolution(title: string, paragraphs: readonly string[], organ: string, day: string): Paper {
  return { title, parts: [{ kind: 'title', text: title }, ...paragraphs.map(text), signed(organ, day)] }
}

/** Where no committee is on file the office strikes out what is not so. */
const meetingOf = ({ hasCommittee }: DevelopmentFacts): string =>
  hasCommittee ? '支部委员会会议' : '支部委员会会议（未设委员会的，支部大会）'
const ATTENDED = '应到会×名，实到会×名。'

export function activistResolution(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  const { name, organizationName: organ } = page
  return resolution(
    `关于确定${name}为入党积极分子的决议`,
    [
      `${organ}于${on(facts, 'activist')}召开${meetingOf(facts)}，研究确定入党积极分子。${ATTENDED}`,
      `${brief(page)}。${on(facts, 'apply')}递交入党申请书，${on(facts, 'talk')}党组织派人谈话。`,
      `经党员推荐（群团组织推优）产生人选，会议认为，${name}${OPEN}。`,
      `会议决定，确定${name}为入党积极分子，由${persons(page.contacts)}担任培养联系人，报${committee(facts)}备案。`,
    ],
    organ,
    dated(facts, 'activist', today),
  )
}

export function targetResolution(facts: DevelopmentFacts, today: string): Paper {
  const { page, publicity, reviews } = facts
  const { name, organizationName: organ } = page
  const posted =
    publicity === null ? '' : `${dayWords(publicity.from)}至${dayWords(publicity.to)}进行了公示，公示情况${OPEN}。`
  const times = reviews.nurture.length === 0 ? '培养教育和考察' : `培养教育和${reviews.nurture.length}次考察`
  return resolution(
    `关于确定${name}为发展对象的决议`,
    [
      `${organ}于${on(facts, 'target')}召开${meetingOf(facts)}，讨论确定发展对象。${ATTENDED}`,
      `${brief(page)}。${on(facts, 'apply')}递交入党申请书，${on(facts, 'activist')}确定为入党积极分子，培养联系人${persons(page.contacts)}。`,
      `经过${times}，在听取党小组、培养联系人、党员和群众意见的基础上，会议认为，${name}${OPEN}。${posted}`,
      `会议决定，同意确定${name}为发展对象，报${committee(facts)}备案。`,
    ],
    organ,
    dated(facts, 'target', today),
  )
}

export function committeeResolution(facts: DevelopmentFacts, today: string): Paper {
  const { page, details } = facts
  const { name, organizationName: organ } = page
  const { classDays, classHours } = details.class ?? {}
  const learnt = classHours === undefined ? `${number(classDays)}天` : `${classHours}学时`
  return resolution(
    `关于发展对象${name}的审查意见`,
    [
      `${organ}于${on(facts, 'committee-review')}召开${meetingOf(facts)}，对发展对象${name}进行审查。${ATTENDED}`,
      `${brief(page)}。${on(facts, 'apply')}递交入党申请书，${on(facts, 'activist')}确定为入党积极分子，${on(facts, 'target')}确定为发展对象，入党介绍人${persons(page.introducers)}。`,
      `${on(facts, 'review')}完成政治审查，结论为${OPEN}。${on(facts, 'class')}参加集中培训结业，共${learnt}，考核${OPEN}。`,
      `经集体讨论，会议认为，${name}${OPEN}，材料和手续${OPEN}，同意报${committee(facts)}预审。`,
    ],
    organ,
    dated(facts, 'committee-review', today),
  )
}

export function meetingResolution(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  const { name, organizationName: organ } = page
  return resolution(
    `关于接收${name}为预备党员的决议`,
    [
      `${organ}于${on(facts, 'meeting')}召开支部大会，讨论${name}入党问题。${name}汇报了对党的认识、入党动机、本人履历等情况，入党介绍人${persons(page.introducers)}介绍了有关情况并表明意见，支部委员会报告了审查情况。`,
      `大会认为，${name}${OPEN}。`,
      votes(facts.details.meeting, true),
      `大会决定，接收${name}为中共预备党员${term(facts)}，报${committee(facts)}审批。`,
      `支部书记（签名）：`,
    ],
    organ,
    dated(facts, 'meeting', today),
  )
}

export function fullResolution(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  const { name, organizationName: organ } = page
  const said = facts.details['full-meeting']
  return resolution(
    `关于预备党员${name}转正问题的决议`,
    [
      `${organ}于${on(facts, 'full-meeting')}召开支部大会，讨论预备党员${name}转正问题。`,
      `${name}于${on(facts, 'meeting')}经支部大会通过接收为预备党员，${on(facts, 'apply-full')}提出书面转正申请。大会听取了党小组意见、党员和群众意见和支部委员会审查意见。`,
      `大会认为，${name}${OPEN}。`,
      votes(said, said?.outcome !== 'refused'),
      `大会决定，${outcomeWords(facts)}，报${committee(facts)}审批。`,
      `支部书记（签名）：`,
    ],
    organ,
    dated(facts, 'full-meeting', today),
  )
}

/** What the meeting resolved on the end of probation; open while it has not met. */
export function outcomeWords({ page, details, probationEnds }: DevelopmentFacts): string {
  const { outcome, extendMonths } = details['full-meeting'] ?? {}
  switch (outcome) {
    case 'passed':
      return `${page.name}按期转为中共正式党员，党龄自${dayWords(probationEnds)}算起`
    case 'extended':
      return `${page.name}延长预备期${extendMonths === undefined ? OPEN : monthsWords(extendMonths)}`
    case 'refused':
      return `取消${page.name}预备党员资格`
    case undefined:
      return `${page.name}${OPEN}`
  }
}

/** `passes`: what was entered was held against the rules, so that more than half voted for it. */
function votes(given: StepDetails | undefined, passes: boolean): string {
  const { due, present, yes } = given ?? {}
  const all = yes !== undefined && yes === present
  const rest = all ? '没有不赞成票和弃权票' : '不赞成×票，弃权×票'
  const over = yes === undefined || !passes ? '' : '赞成人数超过应到会有表决权的正式党员的半数。'
  return `应到会有表决权的正式党员${number(due)}名，实到会${number(present)}名。采取无记名投票方式表决，赞成${number(yes)}票，${rest}。${over}`
}

/** ，预备期一年，自2024年7月1日起至2025年6月30日止; without days while the meeting has not voted. */
export function term({ page, probationMonths }: DevelopmentFacts): string {
  const from = dayIn(page, 'meeting')
  const length = `，预备期${monthsWords(probationMonths)}`
  return from === null
    ? length
    : `${length}，自${dayWords(from)}起至${dayWords(addDays(addMonths(from, probationMonths), -1))}止`
}
