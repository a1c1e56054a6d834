import type { LetterFacts } from '../../../members/transfers/server/public.ts'
import type { TransferPaper } from '../../contract.ts'
import { OPEN, type Paper } from '../organizations/founding-paper.ts'
import type { FormRow } from '../paper.ts'
import { dayWords, genderName, signed, text } from './say.ts'

const LETTER = '中国共产党党员组织关系介绍信'
const PAID = '党费已交至×年×月。'

/**
 * The letter comes with its counterfoil (存根联) and the receipt to be sent back (回执联), each on a page of its own, as the
 * printed form has them; the receipt of a receiver within the district is filled in.
 */
export function transferPapers(paper: TransferPaper, facts: LetterFacts, today: string): readonly Paper[] {
  return paper === 'letter'
    ? [counterfoil(facts, today), letter(facts, today), blankReceipt(facts)]
    : [receipt(facts, today)]
}

function counterfoil(facts: LetterFacts, today: string): Paper {
  const { from, to } = facts
  return {
    title: `${LETTER}（存根联）`,
    parts: [
      { kind: 'title', text: LETTER },
      text(`存根联　编号：${numberOf(facts)}`),
      text(`${who(facts, today)}，由${from.name}转到${to.name}。${PAID}`),
      text(valid(facts)),
      {
        kind: 'form',
        rows: [
          pair(['转出党组织', from.name], ['开出日期', dayWords(facts.letterDay ?? today)]),
          pair(['经办人', ''], ['领取人签名', '']),
        ],
      },
    ],
  }
}

function letter(facts: LetterFacts, today: string): Paper {
  const { from, to, phone } = facts
  return {
    title: LETTER,
    parts: [
      { kind: 'title', text: LETTER },
      text(`编号：${numberOf(facts)}`),
      { kind: 'addressee', text: `${to.name}：` },
      text(`${who(facts, today)}，由${from.name}转到你处，请转接组织关系。该同志${PAID}`),
      text(valid(facts)),
      signed(from.name, facts.letterDay ?? today),
      {
        kind: 'form',
        rows: [
          pair(['党员联系电话', phone ?? ''], ['工作单位', facts.unitName ?? '']),
          pair(['转出方电话', ''], ['邮政编码', '']),
          pair(['转出方地址', '']),
        ],
      },
    ],
  }
}

/** To be filled in by whoever receives. */
function blankReceipt(facts: LetterFacts): Paper {
  const { name, from, to } = facts
  return {
    title: `${LETTER}回执`,
    parts: [
      { kind: 'title', text: `${LETTER}回执` },
      text(`编号：${numberOf(facts)}`),
      { kind: 'addressee', text: `${from.name}：` },
      text(`${name}同志的党员组织关系已于　　年　月　日转接到${to.name}，特此回复。`),
      {
        kind: 'form',
        rows: [pair(['接收党组织', '（盖章）　　　　　　　　年　　月　　日']), pair(['经办人', ''], ['联系电话', ''])],
      },
    ],
  }
}

function receipt(facts: LetterFacts, today: string): Paper {
  const { name, from, to, receivedOn, receiptOn } = facts
  return {
    title: `${LETTER}回执`,
    parts: [
      { kind: 'title', text: `${LETTER}回执` },
      text(`编号：${numberOf(facts)}`),
      { kind: 'addressee', text: `${from.name}：` },
      text(`${name}同志的党员组织关系已于${dayWords(receivedOn)}转接到${to.name}，特此回复。`),
      signed(to.name, receiptOn ?? today),
      { kind: 'form', rows: [pair(['经办人', ''], ['联系电话', ''])] },
    ],
  }
}

const pair = (...pairs: FormRow['pairs']): FormRow => ({ pairs, height: 11 })
const numberOf = ({ letterNo }: LetterFacts): string => letterNo ?? OPEN
const valid = ({ validUntil }: LetterFacts): string =>
  validUntil === null ? '有效期×天。' : `有效期至${dayWords(validUntil)}。`

/** 林一舟同志，男，36岁，汉族，系中共正式党员，公民身份号码××× */
function who(facts: LetterFacts, today: string): string {
  const { name, born, ethnicity, identity, status, letterDay } = facts
  const day = letterDay ?? today
  const years =
    born === null ? null : Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0)
  const nation = ethnicity === null ? '×族' : ethnicity.endsWith('族') ? ethnicity : `${ethnicity}族`
  return [
    `${name}同志`,
    genderName(facts) ?? '性别×',
    years === null ? '×岁' : `${years}岁`,
    nation,
    `系中共${status === 'full' ? '正式' : '预备'}党员`,
    `公民身份号码${identity ?? OPEN}`,
  ].join('，')
}
