/** What opinions are about. */
export const CATEGORIES = ['LEADERSHIP', 'TEACHING', 'ETHICS', 'SAFETY', 'LOGISTICS', 'PARTY_WORK', 'OTHER'] as const

export function categoryKey(category: string): string | undefined {
  return (CATEGORIES as readonly string[]).includes(category) ? `opinion.categoryOf.${category}` : undefined
}
