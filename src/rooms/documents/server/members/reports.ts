import { dayIn, type DevelopmentFacts } from '../../../members/development/server/public.ts'
import { OPEN, type Paper } from '../organizations/founding-paper.ts'
import type { PaperPart } from '../paper.ts'
import { brief, committee, dated, dayWords, dotted, on, persons, personTable, signed, text } from './say.ts'
import { outcomeWords, term } from './resolutions.ts'

/** 备案报告 and 请示: what a branch sends to its superior, and the superior to the one above. */
interface Sending {
  readonly title: string
  readonly to: string
  readonly body: readonly PaperPart[]
  readonly close: string
  readonly attached?: readonly string[]
  readonly organ: string
  readonly day: string
}

function sending({ title, to, body, close, attached = [], organ, day }: Sending): Paper {
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      { kind: 'addressee', text: `${to}：` },
      ...body,
      text(close),
      ...(attached.length === 0 ? [] : [{ kind: 'attachments', names: attached } as const]),
      signed(organ, day),
    ],
  }
}

const FILED = '特此报告。'
const ASKED = '妥否，请批示。'

export function activistReport(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  return sending({
    title: `关于确定${page.name}为入党积极分子的备案报告`,
    to: committee(facts),
    body: [
      text(
        `经推荐产生人选，${page.organizationName}于${on(facts, 'activist')}研究，确定${page.name}为入党积极分子，现报请备案。`,
      ),
      personTable(page, [
        ['申请入党', 23, dotted(dayIn(page, 'apply'))],
        ['培养联系人', 25, page.contacts.join('、')],
      ]),
    ],
    close: FILED,
    organ: page.organizationName,
    day: dated(facts, 'activist-filed', today),
  })
}

export function targetReport(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  return sending({
    title: `关于确定${page.name}为发展对象的备案报告`,
    to: committee(facts),
    body: [
      text(
        `${page.name}自${on(facts, 'activist')}确定为入党积极分子以来，经过培养教育和考察，听取党小组、培养联系人、党员和群众意见，${page.organizationName}于${on(facts, 'target')}讨论，同意确定为发展对象，现报请备案。`,
      ),
      personTable(page, [
        ['申请入党', 23, dotted(dayIn(page, 'apply'))],
        ['确定积极分子', 25, dotted(dayIn(page, 'activist'))],
      ]),
    ],
    close: FILED,
    attached: ['征求意见记录', '公示情况', '入党积极分子培养教育考察登记表'],
    organ: page.organizationName,
    day: dated(facts, 'target-filed', today),
  })
}

export function preReviewRequest(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  return sending({
    title: `关于对发展对象${page.name}进行预审的请示`,
    to: committee(facts),
    body: [
      text(
        `${brief(page)}。${on(facts, 'apply')}递交入党申请书，${on(facts, 'activist')}确定为入党积极分子，${on(facts, 'target')}确定为发展对象，入党介绍人${persons(page.introducers)}。`,
      ),
      text(
        `${on(facts, 'review')}完成政治审查，${on(facts, 'class')}集中培训结业。${page.organizationName}于${on(facts, 'committee-review')}审查，认为${OPEN}，拟接收${page.name}为中共预备党员，现报请预审。`,
      ),
    ],
    close: ASKED,
    attached: [
      '入党申请书',
      '入党积极分子培养教育考察登记表',
      '政治审查综合报告',
      '集中培训登记表',
      '支部委员会审查意见',
    ],
    organ: page.organizationName,
    day: dated(facts, 'committee-review', today),
  })
}

export function approvalRequest(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  return sending({
    title: `关于接收${page.name}为预备党员的请示`,
    to: committee(facts),
    body: [
      text(
        `${page.organizationName}于${on(facts, 'meeting')}召开支部大会，讨论通过接收${page.name}为中共预备党员${term(facts)}。现将支部大会决议和有关材料报上，请予审批。`,
      ),
      text(`${brief(page)}。入党介绍人${persons(page.introducers)}。`),
    ],
    close: ASKED,
    attached: ['入党志愿书', '支部大会决议', '入党申请书、政治审查材料、培养教育考察材料'],
    organ: page.organizationName,
    day: dated(facts, 'meeting', today),
  })
}

/** From the committee that approved to the organisation department above it. */
export function approvalReport(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  return sending({
    title: `关于接收${page.name}为预备党员的备案报告`,
    to: `${OPEN}组织部`,
    body: [
      text(
        `${committee(facts)}于${on(facts, 'approval')}审批，同意接收${page.name}为中共预备党员${term(facts)}，现报请备案。`,
      ),
      personTable(page, [
        ['支部大会通过', 25, dotted(dayIn(page, 'meeting'))],
        ['党委批准', 23, dotted(dayIn(page, 'approval'))],
      ]),
      text(`所在党组织：${page.organizationName}。`),
    ],
    close: FILED,
    organ: committee(facts),
    day: dated(facts, 'approval-filed', today),
  })
}

export function fullRequest(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  return sending({
    title: `关于预备党员${page.name}转正问题的请示`,
    to: committee(facts),
    body: [
      text(
        `${page.name}于${on(facts, 'meeting')}经支部大会通过接收为预备党员，预备期${facts.probationEnds === null ? '' : `于${dayWords(facts.probationEnds)}`}届满，${on(facts, 'apply-full')}提出转正申请。${page.organizationName}于${on(facts, 'full-meeting')}召开支部大会讨论，决定${outcomeWords(facts)}。现将支部大会决议和有关材料报上，请予审批。`,
      ),
    ],
    close: ASKED,
    attached: ['转正申请书', '支部大会决议', '预备党员教育考察登记表'],
    organ: page.organizationName,
    day: dated(facts, 'full-meeting', today),
  })
}
