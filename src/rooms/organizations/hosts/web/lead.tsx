import { countText } from '../../../../platform/web/format.ts'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import type { Output } from '../../../../platform/web/api/client.ts'
import type { HostKind } from '../../contract.ts'
import { hostKindNames } from '../../rules/names.ts'
import type { OrganizationsSearch } from '../../web/search.ts'
import type { hostsEndpoints } from '../contract.ts'
import { useHostsWords } from './words.ts'

export type Hosts = Output<typeof hostsEndpoints, 'hosts.summary'>

/** Upon what organisations of the new-employment groups lean. */
const THEIRS: readonly HostKind[] = ['station', 'platform', 'gathering-place']

/** How many organisations lean upon stations and the like, and how many platforms and stations have none. */
export function HostsLead({ hosts, area }: { readonly hosts: Hosts; readonly area: string | undefined }) {
  const words = useHostsWords()
  const kinds = (theirs: boolean) =>
    hosts.hosts
      .filter(({ kind }) => THEIRS.includes(kind) === theirs)
      .map(({ kind, organizations }, at) => (
        <span key={kind}>
          {at === 0 ? '' : words.join}
          <FigureLink to="/organizations" search={{ view: 'list', host: kind, area }}>
            {words.host(hostKindNames[kind], countText(organizations))}
          </FigureLink>
        </span>
      ))
  const [theirs, others] = [kinds(true), kinds(false)]
  const rows = (organized: OrganizationsSearch['organized'], n: number) => (
    <FigureLink to="/organizations" search={{ view: 'hosts', organized, area }}>
      {countText(n)}
    </FigureLink>
  )
  return (
    <>
      {hosts.units === 0
        ? words.leadEmpty
        : fill(words.lead, {
            units: rows(undefined, hosts.units),
            organized: rows('yes', hosts.organized),
            rest: rows('no', hosts.units - hosts.organized),
          })}
      {theirs.length === 0 ? words.leadNoHosts : fill(words.leadHosts, { hosts: <>{theirs}</> })}
      {others.length === 0 ? null : fill(words.otherHosts, { hosts: <>{others}</> })}
    </>
  )
}
