import { expect, it } from 'vitest'
import { levelsOf } from './levels.ts'
import { makeLocator } from './locate.ts'
import { testDivisions } from './testing.ts'

const locator = makeLocator(testDivisions, { root: '2102' })
const levels = (address: string) => levelsOf(locator.locate({ address }))

it.each([
  ['大连市甘井子区营城子镇沙岗子村', ['210200', '210211', '210211020', '210211020201', '', '']],
  ['大连市甘井子区营城子镇前牧村18号', ['210200', '210211', '210211020', '210211020/前牧村', '', '210211/前牧村/18']],
  ['大连市中山区人民路915号15层', ['210200', '210202', '', '', '210202/人民路', '210202/人民路/915']],
  ['大连市中山区自贸大厦813室', ['210200', '210202', '', '', '210202/自贸大厦', '210202/自贸大厦']],
  ['人民路915号', ['210200', '', '', '', '', '']],
  ['', ['', '', '', '', '', '']],
])('%s', (address, keys) => expect(levels(address)).toEqual(keys))
