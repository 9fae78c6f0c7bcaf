package cn.zhibu.report.content;

import cn.zhibu.words.Words;
import java.util.List;
import java.util.Optional;

/** A whole report as it reads. */
public record Content(Words title, List<SectionContent> sections) {

    public List<Sentence> sentences() {
        return sections.stream()
                .flatMap(section -> section.sentences().stream())
                .toList();
    }

    public Optional<Sentence> sentence(String id) {
        return sentences().stream().filter(sentence -> sentence.id().equals(id)).findFirst();
    }
}
