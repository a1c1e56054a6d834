import { describe, expect, test } from 'vitest'
import { zh } from '../words.zh.ts'
import type { Draft } from './draft.ts'
import { sayRead } from './say-read.ts'

const nothing: Draft = { day: null, kinds: [], title: '', due: null, present: null, bySecretary: false, key: null }

describe('what a file gave', () => {
  test.each<[Partial<Draft>, string[]]>([
    [
      { day: '2026-11-05', kinds: ['theme-day', 'lecture'], due: 12, present: 10, title: '学习', bySecretary: true },
      ['“一.docx”里读到：日期 2026-11-05、主题党日、党课、书记讲党课、应到 12 人、实到 10 人、名称“学习”。'],
    ],
    [
      { day: '2026-11-05', kinds: ['lecture'] },
      ['“一.docx”里读到：日期 2026-11-05、党课。', '没有读到应到人数、实到人数，请补上。'],
    ],
    [{}, ['“一.docx”里没有读到日期、类别和人数。', '没有读到日期、开的是什么、应到人数、实到人数，请补上。']],
  ])('%j', (part, said) => expect(sayRead('一.docx', { ...nothing, ...part }, zh.form)).toEqual(said))
})
