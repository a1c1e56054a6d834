import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client'
import { writeAudit } from '../../../platform/server/audit.ts'
import { admit } from '../../../platform/server/gate.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { SingleSignOnFailure } from '../contract.ts'
import { findByUsername, lockAccount } from './accounts.ts'
import { readCookie, SESSION_COOKIE, setCookie } from './cookies.ts'
import { linkBase } from './link-base.ts'
import { forgetCallers } from './remembered.ts'
import { enter } from './sign-in.ts'
import type { SingleSignOn } from './single-sign-on-config.ts'

/**
 * OpenID Connect, code flow with PKCE, state and nonce. Only those who have an account here get in: the provider says who
 * somebody is, the office says what they may. What must survive the way to the provider and back travels sealed in a
 * cookie of ten minutes, which unlike the session's own must be sent when the provider leads the browser back. Whoever does
 * not get in stands before the page of signing in again, which says why; an address that was typed is no place for words.
 */
const COOKIE = 'juxin-oidc'
const TEN_MINUTES = 600
const WAIT_SECONDS = 10

interface Way {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly until: number
  /** The page to open afterwards. */
  readonly to: string
}

export function serveSingleSignOn(app: FastifyInstance, context: Context, config: SingleSignOn | null): void {
  let found: Promise<Configuration> | null = null
  const provider = ({ issuer, clientId, clientSecret, insecure }: SingleSignOn): Promise<Configuration> => {
    found ??= discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: WAIT_SECONDS,
      ...(insecure ? { execute: [allowInsecureRequests] } : {}),
    })
    // A provider that was not there may be there next time.
    found.catch(() => (found = null))
    return found
  }

  app.get<{ Querystring: { to?: unknown } }>('/api/oidc/start', { schema: { hide: true } }, async (request, reply) => {
    const page = ownPage(request.query.to)
    if (config === null) return back(reply, 'none', page)
    const to = await provider(config).catch(noted(request.log))
    if (to === null) return back(reply, 'away', page)
    const way: Way = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      until: context.clock.now().getTime() + TEN_MINUTES * 1000,
      to: page,
    }
    const sealed = Buffer.from(context.secrets.seal(JSON.stringify(way))).toString('base64url')
    setCookie(request, reply, COOKIE, sealed, TEN_MINUTES, 'Lax')
    const url = buildAuthorizationUrl(to, {
      redirect_uri: `${linkBase(context, request)}/api/oidc/callback`,
      scope: 'openid profile email',
      code_challenge: await calculatePKCECodeChallenge(way.verifier),
      code_challenge_method: 'S256',
      state: way.state,
      nonce: way.nonce,
    })
    return reply.redirect(url.href)
  })

  app.get('/api/oidc/callback', { schema: { hide: true } }, async (request, reply) => {
    const way = readWay(context, request)
    setCookie(request, reply, COOKIE, '', 0, 'Lax')
    if (config === null) return back(reply, 'none', '/')
    if (!way) return back(reply, 'late', '/')
    const claims = await provider(config)
      .then((from) =>
        authorizationCodeGrant(from, new URL(request.url, linkBase(context, request)), {
          expectedState: way.state,
          expectedNonce: way.nonce,
          pkceCodeVerifier: way.verifier,
          idTokenExpected: true,
        }),
      )
      .then((tokens) => tokens.claims() ?? null)
      .catch(noted(request.log))
    if (claims === null) return back(reply, 'unconfirmed', way.to)
    const name = claims[config.claim]
    const why = await letIn(context, request, reply, typeof name === 'string' ? name : '', claims['amr'])
    return why === null ? reply.redirect(way.to) : back(reply, why, way.to)
  })
}

/** Only a page of ours: `//elsewhere` and `/\\elsewhere` lead away. */
function ownPage(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/'
}

/** Details go to the log, for whoever sets it up; the person is told what to do. */
const noted =
  (log: FastifyBaseLogger) =>
  (error: unknown): null => {
    log.warn({ err: error }, 'single sign-on')
    return null
  }

function back(reply: FastifyReply, failed: SingleSignOnFailure, to: string): FastifyReply {
  return reply.redirect(`/sign-in?${new URLSearchParams({ failed, ...(to === '/' ? {} : { to }) }).toString()}`)
}

function readWay(context: Context, request: FastifyRequest): Way | null {
  const sealed = readCookie(request, COOKIE)
  if (sealed === null) return null
  try {
    // Sealed by us a moment ago, so it has the shape we gave it.
    const way = JSON.parse(context.secrets.open(Buffer.from(sealed, 'base64url').toString('utf8'))) as Way
    return way.until > context.clock.now().getTime() ? way : null
  } catch {
    return null
  }
}

async function letIn(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  claimed: string,
  methods: unknown,
): Promise<SingleSignOnFailure | null> {
  const { clock, config, database, secrets } = context
  const username = claimed.normalize('NFKC').trim().toLowerCase()
  const stranger = admit(config.district, null, { verb: 'open', from: request.ip, request: request.id })
  const account = username === '' ? null : await findByUsername(database.gate, config.district, username)
  const answer = await database.writeAsGate(async (tx) => {
    const now = account && (await lockAccount(tx, config.district, account.id))
    // Whoever set a second factor here keeps it, unless the provider says that it asked for one.
    const why: SingleSignOnFailure | null =
      now?.state !== 'active' ? 'stranger' : now.second_factor && !provedTwice(methods) ? 'second-factor' : null
    if (now && why === null) return enter(context, tx, request, now, 'single-sign-on')
    await writeAudit(tx, stranger, clock, 'access.sign-in-failed', account?.id ?? null, {
      by: 'single-sign-on',
      ...(account ? { username } : { unknownName: secrets.hash('username', username) }),
    })
    return why ?? 'stranger'
  })
  if (typeof answer === 'string') return answer
  forgetCallers(context)
  setCookie(request, reply, SESSION_COOKIE, answer.token, answer.seconds)
  return null
}

/** RFC 8176: names of methods that are more than a password. */
function provedTwice(methods: unknown): boolean {
  return Array.isArray(methods) && methods.some((one) => ['mfa', 'otp', 'hwk', 'swk', 'sc'].includes(String(one)))
}
