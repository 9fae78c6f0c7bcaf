import type { FieldFault } from './types'

interface ProblemBody {
  title?: string
  detail?: string
  code?: string
  status?: number
  errors?: FieldFault[]
  requestId?: string
}

/** A refusal of a service (RFC 9457), or the lack of any answer at all. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: FieldFault[]
  readonly requestId: string
  /** Faults for which the page has no field: shown with the problem itself. */
  loose: string[] = []

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? String(status))
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? (status === 0 ? 'UNREACHABLE' : `HTTP_${status}`)
    this.title = body.title ?? ''
    this.detail = body.detail ?? ''
    this.errors = body.errors ?? []
    this.requestId = body.requestId ?? ''
  }

  /** The request may or may not have arrived: trying again with the same key is safe. */
  get passing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

/** `/values/amount` -> `values.amount`; `#/agenda/0/title` -> `agenda.0.title`. */
export function pathOf(pointer: string): string {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .filter((step) => step !== '')
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('.')
}

/** Faults by path of the field; the first one of a field is shown. */
export function faultsByPath(problem: unknown): Record<string, string> {
  const faults: Record<string, string> = {}
  if (problem instanceof Problem) {
    for (const fault of problem.errors) {
      faults[pathOf(fault.pointer)] ??= fault.detail
    }
  }
  return faults
}

/** The same faults, each after the name of its field: for those that find no place on the page. */
export function namedFaults(problem: unknown): Record<string, string> {
  const faults: Record<string, string> = {}
  if (problem instanceof Problem) {
    for (const fault of problem.errors) {
      faults[pathOf(fault.pointer)] ??=
        fault.field === undefined || fault.field.startsWith('/')
          ? fault.detail
          : `${fault.field}${/[a-z]$/i.test(fault.field) ? ': ' : '：'}${fault.detail}`
    }
  }
  return faults
}
