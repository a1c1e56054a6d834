import type { StepKey } from '../../../members/development/contract.ts'
import { endNames } from '../../../members/development/public.ts'
import type { DevelopmentFacts } from '../../../members/development/server/public.ts'
import type { Paper } from '../organizations/founding-paper.ts'
import { paperDay } from '../paper.ts'
import { dotted, personRows } from './say.ts'

/** 全程纪实表: the twenty-five steps with their days, for the file of the person. */
export function course(facts: DevelopmentFacts): Paper {
  const { page, kept, reviews } = facts
  const title = '发展党员全程纪实表'
  const repeated: Readonly<Partial<Record<StepKey, readonly string[]>>> = reviews
  const days = (key: StepKey, day: string | null): string => {
    const times = repeated[key] ?? []
    return times.length > 1 ? times.map(dotted).join('、') : dotted(day)
  }
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      {
        kind: 'form',
        rows: [
          ...personRows(page),
          { pairs: [['所在党组织', page.organizationName]] },
          {
            pairs: [
              ['培养联系人', page.contacts.join('、')],
              ['入党介绍人', page.introducers.join('、')],
            ],
          },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 12, align: 'center' },
          { title: '步骤', width: 52 },
          { title: '日期', width: 46, align: 'center' },
          { title: '材料存放', width: 46 },
        ],
        rows: page.steps.map(({ key, order, name, day, standing }) => [
          String(order),
          name,
          day === null && standing === 'done' ? '接手前已办' : days(key, day),
          kept[key] ?? '',
        ]),
      },
      ...(page.state === 'open' || page.end === null || page.endedOn === null
        ? []
        : [{ kind: 'text', text: `${paperDay(page.endedOn)}${endNames[page.end]}。` } as const]),
    ],
  }
}
