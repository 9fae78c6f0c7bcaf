/** What opinions are about. The record keeps the Chinese word, because the report prints it. */
export const CATEGORIES: Record<string, string> = {
  领导班子: 'LEADERSHIP',
  教育教学: 'TEACHING',
  师德师风: 'ETHICS',
  安全与卫生: 'SAFETY',
  后勤保障: 'LOGISTICS',
  党建工作: 'PARTY_WORK',
  其他: 'OTHER',
}

/** Where nobody has said yet what it is about. */
export const OTHER = '其他'

export function categoryKey(category: string): string | undefined {
  const id = CATEGORIES[category]
  return id === undefined ? undefined : `opinion.categoryOf.${id}`
}
