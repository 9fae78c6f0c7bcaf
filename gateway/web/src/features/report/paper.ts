import type { Report, ReportSection, Sentence } from '@/api/types'

/** What is looked at beside the paper: a figure with its evidence, a sentence with its comments, or what has changed. */
export type Aside =
  { what: 'sources'; sentence: Sentence; part: number } | { what: 'comments'; sentence: Sentence } | { what: 'changes' } | undefined

export function textOf(sentence: Sentence): string {
  return sentence.parts.map(shownPart).join('')
}

/** The part of a sentence as it stands on the paper: a figure is shown as it was rounded. */
export function shownPart(part: Sentence['parts'][number]): string {
  return part.text !== '' ? part.text : (part.figure?.shown ?? '')
}

export function freeText(section: ReportSection): string {
  return (
    section.text ??
    section.sentences
      .filter((sentence) => sentence.kind === 'FREE')
      .map(textOf)
      .join('\n')
  )
}

/** A heading that only gathers the sections below it needs no text of its own; one with words of its own does not only gather. */
export function gathers(report: Report, index: number): boolean {
  const here = report.sections[index]
  const next = report.sections[index + 1]
  return (
    here !== undefined && next !== undefined && next.level > here.level && here.sentences.every((sentence) => sentence.kind === 'FIXED')
  )
}

export type Mark = 'empty' | 'amber' | 'good'

/** The state of a section in the outline: nothing in it, something without evidence, all with evidence. */
export function markOf(section: ReportSection): Mark {
  const said = section.sentences.filter((sentence) => sentence.kind !== 'FIXED')
  if (said.length === 0) return 'empty'
  return said.some((sentence) => !sentence.supported) ? 'amber' : 'good'
}

/** Whether a paragraph is the salutation: the first of a report, leading on. */
export function salutes(report: Report, section: number, paragraph: number): boolean {
  const first = report.sections[section]?.sentences[0]
  return section === 0 && paragraph === 0 && first !== undefined && /[：:]\s*$/.test(textOf(first))
}

export function countUnsupported(report: Report): number {
  return report.sections.flatMap((section) => section.sentences).filter((sentence) => sentence.kind !== 'FIXED' && !sentence.supported)
    .length
}

export function findSentence(report: Report | undefined, id: string | undefined): Sentence | undefined {
  return report?.sections.flatMap((section) => section.sentences).find((sentence) => sentence.id === id)
}

/** Why a sentence is marked amber: nothing behind it, or even a number with nothing behind it. */
export function reasonKey(sentence: Sentence): string | undefined {
  if (sentence.kind === 'FIXED' || sentence.supported) return undefined
  return sentence.bareNumber ? 'report.bareNumber' : 'report.unsupportedReason'
}

/** The sentences of a section by paragraph, as they stand on the paper. */
export function paragraphs(section: ReportSection): Sentence[][] {
  const byParagraph = new Map<number, Sentence[]>()
  for (const sentence of section.sentences) byParagraph.set(sentence.paragraph, [...(byParagraph.get(sentence.paragraph) ?? []), sentence])
  return [...byParagraph.entries()].sort(([one], [other]) => one - other).map(([, sentences]) => sentences)
}
