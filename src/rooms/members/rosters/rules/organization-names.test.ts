import { expect, it } from 'vitest'
import { organizationKey } from './organization-names.ts'

it.each([
  ['中共云山东风机床有限公司支部委员会', '云山东风机床有限公司党支部', true],
  ['中国共产党东风（云山）公司党支部', '东风(云山)公司 支部', true],
  ['中共云山街道总支部委员会', '云山街道党总支', true],
  ['云山综合委员会', '中共云山综合党委', true],
  ['云山第一联合党支部', '中共云山第一联合支部', true],
  ['云山党支部', '云山党总支', false],
  ['云山党委', '云山党支部', false],
  ['云山第一联合党支部', '云山第二联合党支部', false],
])('%s and %s', (one, other, same) => {
  expect(organizationKey(one) === organizationKey(other)).toBe(same)
})
