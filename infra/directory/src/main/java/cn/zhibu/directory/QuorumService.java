package cn.zhibu.directory;

import cn.zhibu.directory.Quorum.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The quorums of the rules, read once, and the judgement of a meeting by them. */
public final class QuorumService {

    private record Data(List<Quorum> quorums) {}

    private final List<Quorum> quorums;

    public QuorumService() {
        var yaml = YAMLMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            quorums = yaml.readValue(
                            new ClassPathResource("zhibu/rules/quorums.yaml").getContentAsByteArray(), Data.class)
                    .quorums();
        } catch (IOException failure) {
            throw new UncheckedIOException("The quorums cannot be read", failure);
        }
    }

    public List<Quorum> all() {
        return quorums;
    }

    /** The quorum of a form that was in force on the day. */
    public Optional<Quorum> of(String form, LocalDate day) {
        return quorums.stream()
                .filter(quorum -> quorum.form().equals(form) && quorum.inForceOn(day))
                .findFirst();
    }

    /** How a meeting of these forms stands by the quorums in force on its day. */
    public List<Verdict> judge(
            Collection<String> forms,
            Shape shape,
            LocalDate day,
            Collection<String> asked,
            Collection<String> present) {
        return forms.stream()
                .sorted()
                .flatMap(form -> of(form, day).stream())
                .map(quorum -> quorum.judge(shape, day, asked, present))
                .toList();
    }

    /** The forms that were held without their quorum; they meet no duty. */
    public Set<String> inquorate(
            Collection<String> forms,
            Shape shape,
            LocalDate day,
            Collection<String> asked,
            Collection<String> present) {
        return judge(forms, shape, day, asked, present).stream()
                .filter(verdict -> !verdict.met())
                .map(verdict -> verdict.quorum().form())
                .collect(Collectors.toSet());
    }
}
