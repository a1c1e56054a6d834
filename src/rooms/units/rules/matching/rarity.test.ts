import { describe, expect, it } from 'vitest'
import { compileRegions, parseName } from '../../../../standards/names.ts'
import { inventedRegions, inventedUnits } from './invented-register.ts'
import { shapeOf } from './match-index.ts'
import { learnName, makeRarity, nameBits } from './rarity.ts'

const regions = compileRegions(inventedRegions)
const shape = (name: string) => shapeOf(parseName(name, regions))
const rarity = makeRarity()
for (const unit of inventedUnits(800)) learnName(rarity, shape(unit.name))
for (let branch = 1; branch <= 60; branch++) {
  learnName(rarity, shape(`东江农商银行股份有限公司云州${'甲乙丙丁戊己'[branch % 6]}${'子丑寅卯辰'[branch % 5]}支行`))
}
const bits = (name: string): number => nameBits(rarity, shape(name))

describe('nameBits', () => {
  it('a rare trade name is worth more than a common one', () => {
    expect(bits('云州翡翠湾商贸有限公司')).toBeGreaterThan(bits('云州宏远商贸有限公司') + 10)
  })

  it('a name with a damaged form is stranger than the name', () => {
    expect(bits('云州宏远商贸有公限司')).toBeGreaterThan(bits('云州宏远商贸有限公司') + 10)
    expect(bits('云州宏商贸有限公司')).toBeGreaterThan(bits('云州宏远商贸有限公司') - 3)
  })

  it('a branch of a bank with sixty branches is no rarity', () => {
    expect(bits('东江农商银行股份有限公司云州甲丑支行')).toBeLessThan(bits('东江农商证券股份有限公司云州甲丑支行') - 8)
  })

  it('is the chance of a distribution: the names of one shape do not sum to more than one', () => {
    const characters = [...'宏远金石海天华信达盛源通兴隆瑞祥新']
    let sum = 0
    for (const one of characters) for (const two of characters) sum += 2 ** -bits(`云州${one}${two}商贸有限公司`)
    expect(sum).toBeGreaterThan(0.01)
    expect(sum).toBeLessThan(1)
  })
})
