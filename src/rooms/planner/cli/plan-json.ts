import type { Scope } from '../../../kernel/scope.ts'
import type { Db } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { articleOfProposal } from '../rules/articles.ts'
import type { ProposalKind } from '../rules/decision.ts'
import { sayObstacle } from '../rules/uncovered.ts'
import { isVacancy } from '../rules/vacancy.ts'
import { showInstructor } from '../server/instructors/who.ts'
import { cautionsShown, sentenceOf } from '../server/present.ts'
import { type MemberRecord, type PlanRow } from '../server/reads.ts'
import { listTowns } from '../server/town-rows.ts'
import { eachProposal, type WholeProposal } from '../server/sheets.ts'

const KINDS: readonly ProposalKind[] = ['joint', 'own', 'instructor', 'uncovered']

/** The whole plan as one document: groups, founders, instructors, uncovered, and the rules they rest on. */
export async function planJson(db: Db, scope: Scope, plan: PlanRow, eyes: Eyes) {
  const all = async (kind: ProposalKind): Promise<WholeProposal[]> => {
    const found: WholeProposal[] = []
    for await (const one of eachProposal(db, scope, plan, kind, { only: 'all' })) found.push(one)
    return found
  }
  const { figures } = plan
  return {
    plan: plan.id,
    no: plan.no,
    madeAt: plan.made_at,
    asOf: plan.as_of,
    params: plan.params,
    scenario: plan.name === '' ? null : plan.name,
    sentence: sentenceOf(plan),
    totalCost: figures.cost,
    bound: plan.proof?.bound ?? figures.bound,
    gap: plan.proof?.gap ?? figures.gap,
    proof: plan.proof,
    byHost: figures.byHost ?? [],
    towns: (await listTowns(db, scope, plan.id)).map(({ open: _open, ...town }) => town),
    peerCost: figures.peerCost,
    figures,
    rules: Object.fromEntries(KINDS.map(articleOfProposal).map((article) => [article.rule, article])),
    groups: (await all('joint')).map(({ proposal, members }) => ({
      ...head(proposal),
      commonLevel: proposal.common,
      commonPlace: proposal.place_name,
      weight: proposal.weight,
      cost: proposal.cost,
      host: proposal.host,
      units: members.map(unitOf),
    })),
    founders: (await all('own')).map(({ proposal, members }) => ({ ...head(proposal), units: members.map(unitOf) })),
    instructors: (await all('instructor')).map(({ proposal, members }) => ({
      ...head(proposal),
      instructor: showInstructor(eyes, proposal.instructor),
      existing: !isVacancy(proposal.instructor),
      commonLevel: proposal.common,
      units: members.map(unitOf),
    })),
    uncovered: (await all('uncovered')).map(({ proposal, members }) => ({
      ...head(proposal),
      reason: proposal.obstacle === null ? null : sayObstacle(proposal.obstacle, plan.params.within),
      why: proposal.why,
      nearest: proposal.nearest.map(({ code, name, weight, common }) => ({ creditCode: code, name, weight, common })),
      units: members.map(unitOf),
    })),
  }
}

function head(proposal: WholeProposal['proposal']) {
  const { no, title, kind, county_name, town_name, decision } = proposal
  return {
    no,
    title,
    county: county_name,
    town: town_name,
    rule: articleOfProposal(kind).rule,
    against: cautionsShown(proposal),
    decision,
  }
}

function unitOf(row: MemberRecord) {
  return { creditCode: row.code, name: row.name, weight: row.weight, address: row.address, unit: row.unit_id }
}
