import { describe, expect, it } from 'vitest'
import { guessIndustry } from './industry-guess.ts'
import { findIndustry } from './industries.ts'
import { nameWords } from './industry-words.ts'

/** Invented units. */
describe('guessIndustry', () => {
  it.each([
    ['青松轴承制造有限公司', '轴承及配件制造；机械加工；经销钢材', '345'],
    ['青松轴承有限公司', '轴承、钢材的销售；货物进出口', '5179'],
    ['青松商贸有限公司', '服装、鞋帽、日用百货销售；经济信息咨询', '51'],
    ['青松服装店', '服装零售', '5232'],
    ['青松服装有限公司', '服装的设计、加工、销售', '181'],
    ['青松服装有限公司', '销售服装、鞋帽', '5132'],
    ['青松大药房连锁有限公司云山路店', '中成药、中药饮片、生化药品零售', '5251'],
    ['青松物业管理有限公司', '物业管理；房屋租赁', '7020'],
    ['青松置业有限公司', '房地产开发、销售', '7010'],
    ['青松货运代理有限公司', '国内货运代理', '5821'],
    ['青松装饰工程有限公司', '室内外装饰装修工程设计及施工（凭资质证经营）', '501'],
    ['青松科技有限公司', '计算机软件开发；货物进出口、技术进出口', '651'],
    ['青松实业有限公司', '水泥运输；普通货运', '543'],
    ['云山银行股份有限公司青松路支行', '吸收公众存款；发放短期、中期和长期贷款', '6621'],
    ['青松律师事务所', '', '7231'],
    ['青松海产品养殖有限公司', '海水养殖；水产品销售', '0411'],
    ['青松果蔬专业合作社', '组织成员蔬菜种植、销售；引进新技术、新品种', '0141'],
    ['青松石材有限公司', '建筑用花岗岩开采', '1012'],
    ['青松再生资源有限公司', '废旧金属回收', '5191'],
    ['青松汽修厂', '汽车修理；汽车配件零售', '8111'],
    ['青松幼儿园', '学前教育', '8310'],
    ['青松口腔门诊部有限公司', '口腔科', '8425'],
    ['青松火锅店', '餐饮服务', '621'],
    ['青松机械租赁有限公司', '建筑机械租赁', '711'],
  ])('%s | %s', (name, scope, code) => {
    expect(guessIndustry(name, scope)?.industry.code).toBe(code)
  })
  it.each([
    [
      '一般项目：软件开发；信息系统集成服务。许可项目：餐饮服务（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
      'I',
    ],
    ['许可项目：餐饮服务；一般项目：会议及展览服务', 'H'],
    ['瓶盖的生产', 'C'],
    ['菌棒的种植', 'A'],
  ])('scope alone: %s', (scope, section) => {
    expect(guessIndustry('青松有限公司', scope)?.section).toBe(section)
  })
  it('says which words decided, where they stood, and how sure it is', () => {
    const guess = guessIndustry('青松阀门制造有限公司', '阀门制造、销售；技术咨询')
    expect(guess).toMatchObject({ section: 'C', division: '34', from: 'name' })
    expect(guess?.words).toEqual(['阀门'])
    expect(guess?.confidence).toBeGreaterThan(0.7)
    const vague = guessIndustry('青松发展有限公司', '家具加工；普通货运；软件开发；餐饮服务')
    expect(vague?.confidence).toBeLessThan(0.6)
  })
  it('nothing known, nothing said', () => {
    expect(guessIndustry('青松有限公司', 'N/A')).toBeNull()
    expect(guessIndustry('', '')).toBeNull()
  })
  it('a town called 瓦房店 is no shop, and 净化工程 no chemicals', () => {
    expect(guessIndustry('瓦房店青松锻造有限公司', '锻造')?.section).toBe('C')
    expect(guessIndustry('青松净化工程有限公司', '净化工程施工')?.section).toBe('E')
  })
  it('brackets that never close hide nothing', () => {
    expect(guessIndustry('青松有限公司', '阀门（不含铸造；制造阀门')?.section).toBe('C')
  })
  it('every code of the word lists is a code of the standard', () => {
    for (const [word, value] of nameWords()) {
      const codes = value.kind === 'activity' ? [value.code] : value.kind === 'goods' ? Object.values(value.codes) : []
      for (const code of codes) expect([word, code, findIndustry(code)?.code]).toEqual([word, code, code])
    }
  })
})
