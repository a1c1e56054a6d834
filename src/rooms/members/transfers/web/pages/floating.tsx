import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { TabBar } from '../../../../../platform/web/parts/tab-bar.tsx'
import { MaskedHint, PersonalExportButton } from '../../../../access/web/public.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { floatingApi } from '../api.ts'
import { FilterBar } from '../floating/filter-bar.tsx'
import { FloatingLead } from '../floating/lead.tsx'
import { LostDrawer } from '../floating/lost-drawer.tsx'
import { LostForm } from '../floating/lost-form.tsx'
import { RegisterForm } from '../floating/register-form.tsx'
import { StayDrawer } from '../floating/stay-drawer.tsx'
import { LostTable, StayTable } from '../floating/tables.tsx'
import { floatingShows, type FloatingSearch } from '../search.ts'
import { useTransfersWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../../../web/members.css'
import '../transfers.css'

/** Members who are away without their relation, those who came so, and those out of contact: whom to get in touch with. */
export function FloatingPage() {
  const { floating: words, print: printWord, export: exportWord } = useTransfersWords()
  const search = useSearch({ from: '/floating' })
  const { open, do: doing, for: about, show = 'open', ...filter } = search
  const { area } = filter
  const navigate = useNavigate({ from: '/floating' })
  const { asOf } = useOffice()
  const count = useQuery(floatingApi.query('floating.count', { area })).data
  const change = (what: Partial<FloatingSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const shut = { open: undefined, do: undefined, for: undefined }
  const close = (): void => change(shut)
  const choose = (id: string): void => change({ ...shut, open: id })
  const deed = (key: 'register' | 'lost', needs: string, name: string) => (
    <ReasonButton
      type={key === 'register' ? 'primary' : 'default'}
      needs={needs}
      onClick={() => change({ ...shut, do: key })}
    >
      {name}
    </ReasonButton>
  )
  const fresh = open === undefined && (doing === 'register' || doing === 'lost')
  return (
    <Page
      title={words.title}
      asOf={asOf}
      fill
      lead={
        <>
          <FloatingLead area={area} /> <MaskedHint />
        </>
      }
      actions={
        <>
          <Button onClick={() => print()}>{printWord}</Button>
          {show === 'lost' ? null : (
            <PersonalExportButton endpoint="floating.export" input={{ ...filter, show, format: 'xlsx' }}>
              {exportWord}
            </PersonalExportButton>
          )}
          {deed('lost', 'floating.setLost', words.setLost)}
          {deed('register', 'floating.register', words.register)}
        </>
      }
    >
      <div className="transfers-bar no-print">
        <TabBar
          label={words.views.label}
          tabs={floatingShows.map((key) => ({
            key,
            name: words.views[key],
            count: key === 'open' || key === 'ended' ? undefined : count?.[key],
          }))}
          chosen={show}
          onChoose={(key) => change({ ...shut, show: key === 'open' ? undefined : key })}
          panel="floating-panel"
        />
        {show === 'lost' ? null : <FilterBar search={search} onChange={change} />}
      </div>
      <div id="floating-panel" role="tabpanel" className="transfers-panel">
        {show === 'lost' ? (
          <LostTable search={search} onOpen={choose} />
        ) : (
          <StayTable show={show} search={search} onOpen={choose} />
        )}
      </div>
      <StayDrawer
        id={show === 'lost' ? undefined : open}
        doing={doing}
        onDoing={(next) => change({ do: next })}
        onClose={close}
      />
      <LostDrawer
        member={show === 'lost' ? open : undefined}
        doing={doing}
        onDoing={(next) => change({ do: next })}
        onClose={close}
      />
      <SidePanel open={fresh} width={480} title={doing === 'lost' ? words.setLost : words.register} onClose={close}>
        {doing === 'lost' ? (
          <LostForm
            key={about ?? ''}
            member={about}
            lost
            onDone={(member) => change({ ...shut, show: 'lost', open: member })}
            onCancel={close}
          />
        ) : (
          <RegisterForm
            key={about ?? ''}
            member={about}
            onDone={(id) => change({ ...shut, show: undefined, open: id })}
            onCancel={close}
          />
        )}
      </SidePanel>
    </Page>
  )
}
