import { describe, expect, it } from 'vitest'
import { compileRegions } from '../../../../standards/names.ts'
import { compareAddresses, readAddress } from './addresses.ts'
import { inventedRegions } from './invented-register.ts'
import type { MatchRecord } from './types.ts'

const regions = compileRegions(inventedRegions)
const record = (address: string | null, more: Partial<MatchRecord> = {}): MatchRecord => ({
  name: '',
  code: null,
  address,
  ...more,
})
const compare = (one: MatchRecord, other: MatchRecord): string =>
  compareAddresses(readAddress(one, regions), readAddress(other, regions))

describe('compareAddresses', () => {
  const registered = '东江省云州市和平区人民路26号3单元2层1号'
  it.each([
    [registered, 'same'],
    ['云州市和平区人民路２６号３单元２层１号', 'same'],
    ['和平区人民路26号3单元2层1号', 'same'],
    ['和平区石桥里人民路26号3单元2层1号', 'contained'],
    ['云州市和平区人民路26#', 'number'],
    ['云州市和平区人民路62号', 'road'],
    ['云州市和平区解放街4号', 'district'],
    ['云州市北岭县解放街4号', 'conflict'],
    ['解放街4号', 'unclear'],
    [null, 'missing'],
    ['', 'missing'],
  ])('%s', (address, level) => {
    expect(compare(record(address), record(registered))).toBe(level)
    expect(compare(record(registered), record(address))).toBe(level)
  })

  it('takes the parts that somebody has read already', () => {
    const place = { road: '人民路', number: '26', building: null, townCode: '990102001', districtCode: '990102' }
    expect(compare(record('云州人民路上二十六号', { place }), record('和平区人民路二六号楼', { place }))).toBe('number')
    const elsewhere = { ...place, road: '解放街', number: '4' }
    expect(compare(record('云州人民路上', { place }), record('解放街那边', { place: elsewhere }))).toBe('town')
  })

  it('without any address a column of districts still says something', () => {
    const district = (districtCode: string): MatchRecord => record(null, { districtCode })
    expect(compare(district('990102'), district('990102'))).toBe('area')
    expect(compare(district('990102'), district('990121'))).toBe('other-area')
  })
})
