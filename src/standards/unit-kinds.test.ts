import { describe, expect, it } from 'vitest'
import { readUnitKind, type UnitKindInput } from './unit-kinds.ts'

const unit = (input: Partial<UnitKindInput>): UnitKindInput => ({ codeKind: null, type: null, name: '青松', ...input })

describe('readUnitKind', () => {
  it.each([
    [{ codeKind: 'enterprise' }, '企业'],
    [{ codeKind: 'enterprise', type: '有限责任公司（自然人投资或控股）' }, '企业（私营）'],
    [{ codeKind: 'enterprise', type: '有限责任公司(国有独资)' }, '企业（国有）'],
    [{ codeKind: 'enterprise', type: '集体分支机构(非法人)' }, '企业（集体、分支机构）'],
    [{ codeKind: 'enterprise', type: '有限责任公司（台港澳与境内合资）' }, '企业（外资、港澳台资）'],
    [{ codeKind: 'enterprise', name: '青松有限公司云山分公司' }, '企业（分支机构）'],
    [{ codeKind: 'enterprise', name: '云山银行股份有限公司青松支行' }, '企业（分支机构）'],
    [{ codeKind: 'sole-trader', name: '云山区青松饭店' }, '个体工商户'],
    [{ codeKind: 'cooperative' }, '农民专业合作社'],
    [{ codeKind: 'social-organization' }, '社会团体'],
    [{ codeKind: 'private-non-enterprise' }, '民办非企业单位（社会服务机构）'],
    [{ codeKind: 'foundation' }, '基金会'],
    [{ codeKind: 'law-firm' }, '律师事务所'],
    [{ codeKind: 'institution' }, '机关、事业单位'],
    [{ codeKind: 'village-collective' }, '其他'],
    [{ type: '个体工商户' }, '个体工商户'],
    [{ type: 'N/A', name: '青松果蔬专业合作社' }, '农民专业合作社'],
    [{ name: '青松有限公司' }, '企业'],
    [{ name: '云山市建材行业协会' }, '社会团体'],
    [{ name: '云山市公安局' }, '机关、事业单位'],
    [{ name: '青松社区居民委员会' }, '其他'],
    [{ name: '' }, '其他'],
  ] as const)('%j is %s', (input, words) => {
    expect(readUnitKind(unit(input)).words).toBe(words)
  })
  it('the code wins over type and name, and says so', () => {
    const reading = readUnitKind(unit({ codeKind: 'private-non-enterprise', type: '企业', name: '青松培训有限公司' }))
    expect(reading).toMatchObject({ kind: 'private-non-enterprise', why: '统一社会信用代码前两位', ownership: null })
  })
  it.each([
    [{ codeKind: 'enterprise', type: '私营有限责任公司' }, true],
    [{ codeKind: 'enterprise', type: '国有企业' }, false],
    [{ codeKind: 'agency' }, false],
    [{ codeKind: 'foundation' }, true],
    [{ codeKind: 'other' }, false],
  ] as const)('two-new: %j %s', (input, twoNew) => {
    expect(readUnitKind(unit(input)).twoNew).toBe(twoNew)
  })
})
