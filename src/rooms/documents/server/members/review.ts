import type { DevelopmentFacts } from '../../../members/development/server/public.ts'
import { OPEN, type Paper } from '../organizations/founding-paper.ts'
import { brief, dated, heading, on, persons, signed, text } from './say.ts'

/** 政治审查: the letter that asks elsewhere, and the frame of the report. What was found is for the hand alone. */
export function reviewLetter(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  const title = `关于协助了解发展对象${page.name}有关情况的函`
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      { kind: 'addressee', text: `${OPEN}：` },
      text(
        `${page.name}是${page.organizationName}的发展对象。因政治审查需要，请协助了解${OPEN}（与发展对象的关系：${OPEN}）的下列情况，加盖公章后函复。`,
      ),
      heading('政治面貌和现实表现'),
      heading('遵守党的纪律、国家法律和社会公德的情况'),
      heading('其他需要说明的情况'),
      text(`联系人：${OPEN}　　联系电话：${OPEN}`),
      text(`回函地址：${OPEN}`),
      signed(page.organizationName, dated(facts, 'review', today)),
    ],
  }
}

const RELATIVES = '直系亲属和主要社会关系情况'

export function reviewReport(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  const title = `关于发展对象${page.name}的政治审查综合报告`
  const row = ['', '', '', '', ''] as const
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      heading('基本情况'),
      text(
        `${brief(page)}。${on(facts, 'apply')}递交入党申请书，${on(facts, 'activist')}确定为入党积极分子，${on(facts, 'target')}确定为发展对象，入党介绍人${persons(page.introducers)}。`,
      ),
      heading('审查方法'),
      text('同本人谈话×，查阅档案×，了解情况×，函调或外调×。'),
      heading('本人情况'),
      text('对党的理论和路线、方针、政策的态度×；政治历史和在重大政治斗争中的表现×；遵纪守法和遵守社会公德的情况×。'),
      heading(`${RELATIVES}（见附件）`),
      heading('审查结论'),
      text(`${OPEN}。`),
      { kind: 'attachments', names: [RELATIVES] },
      signed(page.organizationName, dated(facts, 'review', today)),
      { kind: 'attachment', no: null, title: RELATIVES },
      {
        kind: 'table',
        columns: [
          { title: '关系', width: 18, align: 'center' },
          { title: '姓名', width: 24, align: 'center' },
          { title: '工作单位和职务', width: 52 },
          { title: '政治面貌', width: 22, align: 'center' },
          { title: '政治情况', width: 40 },
        ],
        rows: Array.from({ length: 8 }, () => row),
      },
    ],
  }
}
