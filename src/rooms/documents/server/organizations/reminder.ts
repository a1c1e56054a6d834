import type { Article } from '../../../../kernel/shapes.ts'
import type { ReminderLetter } from '../../../organizations/posts/server/public.ts'
import { BREAK, paperDay } from '../paper.ts'
import { numbered, OPEN, type Paper } from './founding-paper.ts'

/** 换届提醒函: one page to one organisation. */
export function reminderPaper(letter: ReminderLetter, article: Article, today: string): Paper {
  const shown = `关于做好${letter.name}${BREAK}换届工作的提醒函`
  const title = shown.replaceAll(BREAK, '')
  const state = letter.overdue
    ? `已于${paperDay(letter.due)}届满，至今没有换届的登记`
    : `将于${paperDay(letter.due)}届满${letter.shifted ? '（已经批准调整）' : ''}`
  return {
    title,
    parts: [
      ...numbered('', today),
      { kind: 'title', text: shown },
      { kind: 'addressee', text: `${letter.name}：` },
      {
        kind: 'text',
        text: `本届（第${letter.no}届）自${paperDay(letter.begins)}起，${state}。根据《${article.regulation}》，现提醒如下。`,
      },
      { kind: 'heading', level: 1, text: letter.overdue ? '尽快提出换届申请' : '按期提出换届申请' },
      {
        kind: 'text',
        text: '请于届满前向上级党组织报送换届请示，写明委员会名额、候选人条件和选举办法；需要提前或者延期换届的，写明理由和时间，经批准后办理。',
      },
      { kind: 'heading', level: 1, text: '依规做好选举' },
      { kind: 'text', text: '候选人名单、选举结果按规定报批和备案。换届中有困难的，请及时说明。' },
      { kind: 'signature', organ: letter.superiorName ?? OPEN, day: today },
    ],
  }
}
