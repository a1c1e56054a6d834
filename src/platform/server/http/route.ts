import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint, EndpointTable } from '../../../kernel/endpoint.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { platformProblem } from '../../contract.ts'
import type { Db } from '../db/database.ts'
import { admit, type Caller } from '../gate.ts'
import type { Context } from '../room.ts'
import { noteFile, type Asked } from './note-file.ts'
import { isKeepable } from './json-shape.ts'
import { REQUEST_LIMITS } from './limits.ts'
import { uploadsOf } from './uploads.ts'

export interface Call {
  /** What of the endpoint's verb the caller has; every read and write demands it. */
  readonly scope: Scope
  /** Queries within the scope. */
  readonly db: Db
  /** Null for `open` endpoints that nobody signed in calls. */
  readonly caller: Caller | null
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Handler<E extends Endpoint> = E extends { file: true }
  ? (input: z.infer<E['input']>, call: Call) => Promise<FastifyReply>
  : (input: z.infer<E['input']>, call: Call) => Promise<z.input<E['output']>>

export type Handlers<T extends EndpointTable> = { readonly [Name in keyof T]: Handler<T[Name]> }

/** Registers a room's endpoint table: input checked against the contract, scope minted, answer as the contract says. */
export function serve<T extends EndpointTable>(
  app: FastifyInstance,
  context: Context,
  table: T,
  handlers: Handlers<T>,
): void {
  const uploads = uploadsOf(app)
  for (const [name, endpoint] of Object.entries(table)) {
    // The table and the handlers share their keys by type; the loop only loses which key it is at.
    const handler = handlers[name] as (input: unknown, call: Call) => Promise<unknown>
    const asked: Asked = new WeakMap()
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      schema: describe(name, endpoint),
      config: { takesFiles: endpoint.upload === true },
      bodyLimit: endpoint.verb === 'open' ? REQUEST_LIMITS.openJson : REQUEST_LIMITS.json,
      ...(endpoint.file ? { onSend: noteFile(context, name, endpoint, asked) } : {}),
      handler: async (request, reply) => {
        const caller = await context.gates.current.caller(request)
        const { verb, whole } = endpoint
        // Refused before the input is looked at: what is wrong with it is nobody's business who may not send it.
        const scope = admit(context.config.district, caller, { verb, whole, from: request.ip, request: request.id })
        const given: Record<string, unknown> = {
          ...asRecord(endpoint.method === 'GET' ? request.query : request.body),
          ...asRecord(request.params),
        }
        if (!isKeepable(given)) throw platformProblem('invalid-input', { where: '内容含有不能保存的字符' })
        const input = endpoint.input.safeParse(given)
        if (!input.success) throw platformProblem('invalid-input', { where: sayIssues(input.error) })
        asked.set(request, { scope, input: input.data })
        const call: Call = { scope, db: context.database.as(scope), caller, request, reply }
        if (endpoint.upload !== true) return handler(input.data, call)
        return uploads.during(scope.account ?? request.ip, () => handler(input.data, call))
      },
    })
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value)
    ? (value as Record<string, unknown>)
    : {}
}

function sayIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || '内容'} ${issue.message}`)
    .join('；')
}

/** The OpenAPI entry of an endpoint, made from the same schemas that check it. */
function describe(name: string, endpoint: Endpoint) {
  const input = jsonSchema(endpoint.input)
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map((found) => found[1] as string)
  const rest = without(input, inPath)
  const params = only(input, inPath)
  const hasRest = Object.keys(rest.properties).length > 0
  return {
    operationId: name,
    tags: [name.split('.')[0] as string],
    summary: endpoint.summary,
    ...(inPath.length > 0 ? { params } : {}),
    ...(hasRest && endpoint.method === 'GET' ? { querystring: rest } : {}),
    ...(hasRest && endpoint.method !== 'GET' ? { body: rest } : {}),
    response: endpoint.file ? {} : { 200: { description: '成功', ...jsonSchema(endpoint.output) } },
  }
}

interface ObjectSchema {
  type: 'object'
  properties: Record<string, unknown>
  required: string[]
}

function jsonSchema(shape: z.ZodType): ObjectSchema {
  const made = z.toJSONSchema(shape, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
  }) as Partial<ObjectSchema>
  const { $schema: _, ...bare } = made as Partial<ObjectSchema> & { $schema?: string }
  return { ...bare, type: 'object', properties: made.properties ?? {}, required: made.required ?? [] }
}

function only(schema: ObjectSchema, keys: readonly string[]): ObjectSchema {
  const properties = Object.fromEntries(keys.map((key) => [key, schema.properties[key] ?? { type: 'string' }]))
  return { type: 'object', properties, required: [...keys] }
}

function without(schema: ObjectSchema, keys: readonly string[]): ObjectSchema {
  const kept = Object.entries(schema.properties).filter(([key]) => !keys.includes(key))
  return {
    type: 'object',
    properties: Object.fromEntries(kept),
    required: schema.required.filter((key) => !keys.includes(key)),
  }
}
