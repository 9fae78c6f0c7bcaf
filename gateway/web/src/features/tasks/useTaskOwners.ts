import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { labelOf, useNames } from '@/form/useNames'
import type { Milestone } from '@/api/types'
import { OTHER } from './tasks'

/** Who can see to a milestone of a branch: its members as they are today, or anybody by name. */
export function useTaskOwners(unit: Ref<string | undefined>) {
  const { t } = useI18n()
  const { names, nameOf } = useNames(unit)
  const options = computed(() => [
    ...names.value.map((member) => ({ value: member.id, label: labelOf(member) })),
    { value: OTHER, label: t('task.otherOwner') },
  ])
  const ownerName = (one: Milestone): string => (one.member ? nameOf(one.member) || t('member.unknown') : (one.name ?? ''))
  return { options, ownerName }
}
