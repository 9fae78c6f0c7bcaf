import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { labelOf, useNames } from '@/form/useNames'

const POSTS = ['SECRETARY', 'DEPUTY_SECRETARY', 'ORGANISATION', 'PUBLICITY', 'DISCIPLINE', 'OTHER']

/** Who can be in charge of an opinion of a branch: its posts first, then its members, as they are today. */
export function useOwners(unit: Ref<string | undefined>) {
  const { t } = useI18n()
  const { names } = useNames(unit)
  const owners = computed<Record<string, string>>(() => ({
    ...Object.fromEntries(POSTS.map((post) => [`post:${post}`, t(`unit.postOf.${post}`)])),
    ...Object.fromEntries(names.value.map((member) => [`member:${member.id}`, labelOf(member)])),
  }))
  const ownerOf = (charge: { member?: string | null; post?: string | null }): string =>
    charge.member
      ? (owners.value[`member:${charge.member}`] ?? t('member.unknown'))
      : charge.post
        ? (owners.value[`post:${charge.post}`] ?? '')
        : ''
  return { owners, ownerOf }
}
