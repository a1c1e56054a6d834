import type { DevelopmentFacts } from '../../../members/development/server/public.ts'
import { OPEN, type Paper } from '../organizations/founding-paper.ts'
import { brief, committee, dated, dayWords, heading, on, persons, signed, text } from './say.ts'

/** 公示: what is intended, who it is, how long, and where to say something against it. */
interface Notice {
  readonly title: string
  readonly what: string
  readonly way: string
  readonly from: string | null
  readonly to: string | null
  readonly day: string
}

const LAW = '根据《中国共产党发展党员工作细则》'

function notice(facts: DevelopmentFacts, { title, what, way, from, to, day }: Notice): Paper {
  const { page, publicity } = facts
  const length = publicity === null ? '' : `（${publicity.workingDays}个工作日）`
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      text(`${LAW}和有关规定，${what}，现予公示。`),
      heading('基本情况'),
      text(`${brief(page)}。${way}`),
      heading('公示时间'),
      text(`${dayWords(from)}至${dayWords(to)}${length}。`),
      heading('意见反映'),
      text(
        `公示期间，对公示对象有意见的，可以来信、来电、来访，向${page.organizationName}或${committee(facts)}反映。反映情况应当实事求是，提倡署真实姓名。`,
      ),
      text(`联系人：${OPEN}　　联系电话：${OPEN}`),
      text(`地址：${OPEN}`),
      signed(page.organizationName, day),
    ],
  }
}

export function targetNotice(facts: DevelopmentFacts, today: string): Paper {
  const { page, publicity } = facts
  const from = publicity?.from ?? null
  return notice(facts, {
    title: '发展对象公示',
    what: `拟确定${page.name}为发展对象`,
    way: `${on(facts, 'apply')}递交入党申请书，${on(facts, 'activist')}确定为入党积极分子，培养联系人${persons(page.contacts)}。`,
    from,
    to: publicity?.to ?? null,
    day: from ?? dated(facts, 'target', today),
  })
}

export function admissionNotice(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  return notice(facts, {
    title: '接收预备党员公示',
    what: `拟接收${page.name}为中共预备党员`,
    way: `${on(facts, 'apply')}递交入党申请书，${on(facts, 'activist')}确定为入党积极分子，${on(facts, 'target')}确定为发展对象，入党介绍人${persons(page.introducers)}。`,
    from: null,
    to: null,
    day: dated(facts, 'meeting', today),
  })
}

export function fullNotice(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  return notice(facts, {
    title: '预备党员转正公示',
    what: `预备党员${page.name}预备期${facts.probationEnds === null ? '' : `至${dayWords(facts.probationEnds)}`}届满，拟讨论其转正问题`,
    way: `${on(facts, 'meeting')}经支部大会通过接收为预备党员，${on(facts, 'apply-full')}提出转正申请。`,
    from: null,
    to: null,
    day: dated(facts, 'full-meeting', today),
  })
}
