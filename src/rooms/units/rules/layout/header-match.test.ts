import { describe, expect, test } from 'vitest'
import { FIELDS, FIELD_KEYS, wordsOf } from './fields.ts'
import { matchHeader } from './header-match.ts'
import { headerKey, headerTitle } from './header-text.ts'

describe('headerKey', () => {
  test.each([
    ['* 党员人数（人）', '党员人数'],
    ['其中：女职工', '女职工'],
    ['党员人数(含预备)', '党员人数含预备'],
    ['单 位\n名 称', '单位名称'],
    ['3.统一社会信用代码（18位，必填）', '统一社会信用代码18位必填'],
    ['（1）单位名称', '单位名称'],
    ['注册资本（万元）', '注册资本'],
    ['ＵＳＣＣ', 'USCC'],
    ['一、企业名称', '企业名称'],
    ['是否建立党组织（是/否）', '是否建立党组织'],
    ['成立日期(yyyy-mm-dd)', '成立日期'],
    ['2025年', '2025年'],
  ])('%j is compared as %s', (text, key) => {
    expect(headerKey(text)).toBe(key)
  })
})

test('a heading is shown on one line, without stars and spacing', () => {
  expect(headerTitle('＊单 位\n名　称')).toBe('单位名称')
  expect(headerTitle('年报党员（含预备）')).toBe('年报党员（含预备）')
})

describe('matchHeader', () => {
  test.each([
    [['党员人数', '正式'], 'membersFull'],
    [['党员情况', '其中：预备党员'], 'membersProbationary'],
    [['党组织情况', '名称'], 'orgName'],
    [['党组织', '成立时间'], 'orgFounded'],
    [['企业基本情况', '成立时间'], 'founded'],
    [['职工及党员情况', '职工人数'], 'employees'],
    [['党建指导员', '姓名'], 'instructor'],
    [['党建指导员', '联系电话'], 'contact'],
    [['群团组织', '工会'], 'union'],
    [['本单位从业人员总数（含劳务派遣）'], 'employees'],
    [['企业（机构）详细名称'], 'name'],
    [['法定代表人（负责人）是否中共党员'], 'legalRepIsMember'],
    [['未建立党组织的主要原因'], 'reasonNone'],
    [['党组织书记姓名'], 'secretary'],
    [['所属行业（国民经济行业分类）'], 'industry'],
  ])('%j', (path, field) => {
    expect(matchHeader(path)[0]?.field).toBe(field)
  })

  test.each([
    ['女党员'],
    ['流动党员人数'],
    ['入党积极分子'],
    ['党员平均年龄'],
    ['团员人数'],
    ['是否有3名以上正式党员'],
    ['是否有党员'],
    ['吉祥物'],
  ])('%s is none of ours', (heading) => {
    const best = matchHeader([heading])[0]
    expect(best?.score ?? 0).toBeLessThan(0.7)
  })

  test('every word finds its own field first', () => {
    const strays = FIELD_KEYS.flatMap((field) =>
      wordsOf(FIELDS[field].words).filter((word) => matchHeader([word])[0]?.field !== field),
    )
    expect(strays).toEqual([])
  })
})
