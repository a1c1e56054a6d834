import { describe, expect, it } from 'vitest'
import { compileRegions, parseName } from '../../../../standards/names.ts'
import { inventedRegions, inventedUnits } from './invented-register.ts'
import { buildMatchIndex } from './match.ts'
import { SLIPS } from './model.ts'
import { accountForName } from './slips.ts'
import { slipWords } from './words.ts'

const regions = compileRegions(inventedRegions)
const { rarity } = buildMatchIndex(inventedUnits(500), regions)
const account = (written: string, registered: string) =>
  accountForName(parseName(written, regions), parseName(registered, regions), { lines: SLIPS, rarity })

describe('accountForName', () => {
  const firm = '云州碧波渔具制造有限公司'
  const branch = '云州碧波渔具制造有限公司石桥路二店'
  it.each([
    [firm, firm, [], []],
    ['碧波渔具制造有限公司', firm, ['region-missing'], ['少写“云州”']],
    ['云州市碧波渔具制造有限公司', firm, ['region-spelling'], ['“云州”写作“云州市”']],
    ['南浦碧波渔具制造有限公司', firm, ['region-conflict'], ['地名不同（“云州”与“南浦”）']],
    ['云州和平区碧波渔具制造有限公司', firm, ['region-detail'], ['地名“云州”写作“云州和平区”']],
    ['云州碧波渔具制造公司', firm, ['form-short'], ['“有限公司”写作“公司”']],
    ['云州碧波渔具制造股份有限公司', firm, ['form-other'], ['“有限公司”写作“股份有限公司”']],
    ['云州碧波渔具制造', firm, ['form-missing'], ['少写“有限公司”']],
    ['云州波碧渔具制造有限公司', firm, ['swap'], ['两字颠倒（“碧波”写作“波碧”）']],
    ['云州碧渔具制造有限公司', firm, ['drop'], ['名称少 1 字（“波”）']],
    ['云州碧碧波渔具制造有限公司', firm, ['doubled'], ['“碧”字重复']],
    ['云州碧波大渔具制造有限公司', firm, ['extra'], ['名称多 1 字（“大”）']],
    ['云州碧玻渔具制造有限公司', firm, ['alike'], ['音近字（“波”写作“玻”）']],
    ['云州碧波渔具制造有限公可', firm, ['replaced'], ['名称 1 字不同（“司”写作“可”）']],
    ['云州碧海渔具制造有限公司', firm, ['replaced'], ['名称 1 字不同（“波”写作“海”）']],
    ['云州碧波渔具有限公司', firm, ['shortened'], ['名称少写“制造”']],
    ['云州碧波渔具销售制造有限公司', firm, ['lengthened'], ['名称多写“销售”']],
    [firm, branch, ['branch-missing'], ['没有写分支“石桥路二店”']],
    [branch, firm, ['branch-added'], ['多写分支“石桥路二店”']],
    ['云州碧波渔具制造有限公司石桥路三店', branch, ['numeral'], ['序号不同（“二”与“三”）']],
    ['云州碧波渔具制造有限公司石桥路店', branch, ['numeral'], ['序号不同（“二”与“无”）']],
    ['云州碧波渔具制造有限公司石路二店', branch, ['branch-character'], ['分支名称少 1 字（“桥”）']],
    ['云州碧波渔具制造有限公司石头路二店', branch, ['branch-word'], ['分支名称不同（“桥”与“头”）']],
    ['碧波渔具制造公司', firm, ['region-missing', 'form-short'], ['少写“云州”', '“有限公司”写作“公司”']],
  ])('%s of %s', (written, registered, kinds, words) => {
    const found = account(written, registered)?.slips ?? []
    expect(found.map((slip) => slip.kind)).toEqual(kinds)
    expect(found.map(slipWords)).toEqual(words)
  })

  it('another name has no account', () => {
    expect(account('云州木棉花艺术培训中心', firm)).toBeNull()
  })

  it('a slip that makes nonsense is stranger than one that makes a name', () => {
    const strangeness = (written: string): number =>
      account(written, '云州宏远商贸有限公司')?.slips[0]?.strangeness ?? 0
    expect(strangeness('云州宏远商贸有公限司')).toBeGreaterThan(strangeness('云州远宏商贸有限公司') + 8)
  })
})
