import { dayIn, type DevelopmentFacts } from '../../../members/development/server/public.ts'
import { numbered, OPEN, type Paper } from '../organizations/founding-paper.ts'
import type { PaperPart } from '../paper.ts'
import { committee, dated, dayWords, heading, on, signed, text } from './say.ts'
import { outcomeWords, term } from './resolutions.ts'

/** 批复 of the committee, and the notice to the person. */
function reply(facts: DevelopmentFacts, title: string, body: readonly PaperPart[], day: string): Paper {
  return {
    title,
    parts: [
      ...numbered('', day),
      { kind: 'title', text: title },
      { kind: 'addressee', text: `${facts.page.organizationName}：` },
      ...body,
      signed(committee(facts), day),
    ],
  }
}

const CLOSE = text('此复。')

export function preReviewReply(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  const { name } = page
  const by = page.steps.find(({ key }) => key === 'meeting')?.by ?? null
  return reply(
    facts,
    `关于发展对象${name}预审情况的批复`,
    [
      text(
        `你们《关于对发展对象${name}进行预审的请示》收悉。经审查发展对象的条件、培养教育、政治审查、集中培训等情况，并根据需要听取有关部门意见，${name}预审结果为${OPEN}。`,
      ),
      heading('发放入党志愿书'),
      text('预审合格的，随文发放入党志愿书1份，编号×××。请指导本人如实填写。'),
      heading('及时提交支部大会'),
      text(
        by === null ? '请按规定时限提交支部大会讨论。' : `请在${dayWords(by)}前提交支部大会讨论，讨论结果报我们审批。`,
      ),
      CLOSE,
    ],
    dated(facts, 'pre-review', today),
  )
}

export function approvalReply(facts: DevelopmentFacts, today: string): Paper {
  const { name } = facts.page
  return reply(
    facts,
    `关于接收${name}为预备党员的批复`,
    [
      text(
        `你们《关于接收${name}为预备党员的请示》收悉。经${on(facts, 'approval')}会议集体讨论和表决，同意接收${name}为中共预备党员${term(facts)}。`,
      ),
      text('请及时通知本人并在党员大会上宣布，将其编入党支部和党小组，组织入党宣誓，做好预备期的教育、管理和考察。'),
      CLOSE,
    ],
    dated(facts, 'approval', today),
  )
}

export function fullReply(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  const { name } = page
  return reply(
    facts,
    `关于预备党员${name}转正问题的批复`,
    [
      text(
        `你们《关于预备党员${name}转正问题的请示》收悉。经${on(facts, 'full-approval')}会议集体讨论和表决，同意${outcomeWords(facts)}。`,
      ),
      text('请书记同本人谈话，将审批结果在党员大会上宣布，并将有关材料归入个人档案。'),
      CLOSE,
    ],
    dated(facts, 'full-approval', today),
  )
}

export function assignment(facts: DevelopmentFacts, today: string): Paper {
  const { page } = facts
  const title = '编入党支部和党小组通知书'
  const approved = dayIn(page, 'approval')
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      { kind: 'addressee', text: `${page.name}同志：` },
      text(
        `经${committee(facts)}${approved === null ? '' : `于${dayWords(approved)}`}批准，你已被接收为中共预备党员${term(facts)}。现将你编入${page.organizationName}${OPEN}党小组。`,
      ),
      text('请按时参加组织生活和入党宣誓，按规定交纳党费，履行党员义务，自觉接受党组织的教育、管理和考察。'),
      signed(page.organizationName, dated(facts, 'assigned', today)),
    ],
  }
}
