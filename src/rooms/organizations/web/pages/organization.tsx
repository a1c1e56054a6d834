import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { OrganizationPage as Organization } from '../../contract.ts'
import { isEnded, organizationDeeds, stateAfter, type OrganizationDeed } from '../../rules/lifecycle.ts'
import { organizationStateNames } from '../../rules/names.ts'
import { organizationsApi } from '../api.ts'
import { organizationCards } from '../cards.ts'
import { ChangeForm } from '../change/change-form.tsx'
import { CoversCard } from '../organization/covers-card.tsx'
import { EvidenceCard } from '../organization/evidence-card.tsx'
import { BriefCard, EventsCard } from '../organization/side-cards.tsx'
import type { OrganizationCard } from '../public.tsx'
import { useOrganizationsWords } from '../words.ts'

/**
 * One organisation: what it is, what it covers since when, who leads it, what is due, what was done. `more` are the cards
 * of later rooms.
 */
export function OrganizationPage({ more = [] }: { readonly more?: readonly OrganizationCard[] }) {
  const { organization: words } = useOrganizationsWords()
  const { id } = useParams({ from: '/organizations/$id' })
  const { asOf } = useSearch({ from: '/organizations/$id' })
  const office = useOffice()
  const query = useQuery(organizationsApi.query('organizations.get', { id, ...(asOf === undefined ? {} : { asOf }) }))
  const organization = query.data
  if (query.error !== null && organization === undefined) {
    return (
      <Page title={words.title} lead={<Link to="/organizations">{words.back}</Link>}>
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (organization === undefined) {
    return (
      <Page title={words.title}>
        <SkeletonBlock height={480} />
      </Page>
    )
  }
  const cards = [...organizationCards, ...more].sort((one, other) => one.order - other.order)
  const past = asOf !== undefined && asOf < office.today
  return (
    <Page
      title={organization.name}
      tag={
        organization.state === 'active' ? undefined : (
          <span className={isEnded(organization.state) ? 'tag' : 'tag tag-red'}>
            {organizationStateNames[organization.state]}
          </span>
        )
      }
      lead={
        <>
          {past ? (
            <>
              {words.past(asOf)}{' '}
              <Link to="/organizations/$id" params={{ id }} search={{}}>
                {words.now}
              </Link>{' '}
            </>
          ) : null}
          {organization.sentence}
        </>
      }
      asOf={asOf ?? office.asOf}
      actions={past ? undefined : <Actions key={organization.id} organization={organization} />}
    >
      <div className="organization-columns">
        <div>
          <CoversCard organization={organization} />
          {past
            ? null
            : cards
                .filter(({ side }) => side === 'left')
                .map(({ key, Card }) => <Card key={key} organization={organization} />)}
        </div>
        <div>
          <BriefCard organization={organization} />
          {past
            ? null
            : cards
                .filter(({ side }) => side === 'right')
                .map(({ key, Card }) => <Card key={key} organization={organization} />)}
          <EvidenceCard organization={organization} />
          <EventsCard organization={organization} />
        </div>
      </div>
    </Page>
  )
}

function Actions({ organization }: { readonly organization: Organization }) {
  const { organization: words, form } = useOrganizationsWords()
  const search = useSearch({ from: '/organizations/$id' })
  const navigate = useNavigate({ from: '/organizations/$id' })
  // Filing belongs to founding, which does it by itself.
  const open = organizationDeeds.filter((deed) => deed !== 'file' && stateAfter(organization.state, deed) !== null)
  const doing = open.find((deed) => deed === search.doing) ?? null
  const choose = (deed: OrganizationDeed | undefined): void => {
    void navigate({ search: (old) => ({ ...old, doing: deed }), replace: true })
  }
  if (!organization.changeable) {
    return (
      <ReasonButton needs="organizations.change" reason={words.notChangeable}>
        {words.change}
      </ReasonButton>
    )
  }
  return (
    <>
      <MenuButton label={words.change} placement="bottomRight">
        {(close) => (
          <ul>
            {open.map((deed) => (
              <li key={deed}>
                <ReasonButton
                  type="text"
                  needs="organizations.change"
                  onClick={() => {
                    close()
                    choose(deed)
                  }}
                >
                  {form.forms[deed]}
                </ReasonButton>
              </li>
            ))}
          </ul>
        )}
      </MenuButton>
      <SidePanel
        open={doing !== null}
        title={doing === null ? words.change : form.forms[doing]}
        width={460}
        onClose={() => choose(undefined)}
      >
        {doing === null ? null : (
          <ChangeForm key={doing} organization={organization} doing={doing} onDone={() => choose(undefined)} />
        )}
      </SidePanel>
    </>
  )
}
