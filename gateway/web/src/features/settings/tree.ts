import type { Unit, UnitKind } from '@/api/types'

export interface Row {
  unit: Unit
  depth: number
}

/** The units below one, in the order of the tree: each after its parent, brothers in the bureau's own order. */
export function treeOf(units: Unit[], root: string): Row[] {
  const children = new Map<string, Unit[]>()
  for (const unit of units) {
    if (unit.parent) children.set(unit.parent, [...(children.get(unit.parent) ?? []), unit])
  }
  const rows: Row[] = []
  function walk(unit: Unit, depth: number): void {
    rows.push({ unit, depth })
    for (const child of [...(children.get(unit.id) ?? [])].sort((one, other) => (one.order ?? 0) - (other.order ?? 0)))
      walk(child, depth + 1)
  }
  const top = units.find((unit) => unit.id === root)
  if (top !== undefined) walk(top, 0)
  return rows
}

/** What may stand below what. */
export const BELOW: Record<UnitKind, UnitKind[]> = {
  BUREAU: ['SCHOOL', 'COMMITTEE', 'BRANCH'],
  COMMITTEE: ['SCHOOL', 'BRANCH', 'COMMITTEE'],
  SCHOOL: ['BRANCH', 'SCHOOL', 'COMMITTEE'],
  BRANCH: ['GROUP'],
  GROUP: [],
}
