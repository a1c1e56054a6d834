/** What a row says about where its unit is. */
export interface AddressInput {
  readonly address: string | null
  /** Columns of province, city, county, town, community, joined. */
  readonly region: string | null
  readonly name: string
  readonly code: string | null
}

/** Region columns count like words in front of the address, unless the address begins with a province or city itself. */
export function joinRegion({ address, region }: Pick<AddressInput, 'address' | 'region'>): string {
  if (region === null) return address ?? ''
  if (address === null) return region
  return address.includes(region) || /^[^区县]{0,12}(省|市)/.test(address) ? address : region + address
}
