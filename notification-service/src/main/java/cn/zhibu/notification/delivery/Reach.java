package cn.zhibu.notification.delivery;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.notification.inbox.NoticeLine;
import cn.zhibu.platform.security.Holders;
import cn.zhibu.platform.security.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Mail stops with the grant: what a person was told leaves only while a grant still reaches the unit it is about. */
@Component
class Reach {

    private static final Set<Role> TOLD = EnumSet.complementOf(EnumSet.of(Role.MEMBER, Role.PLATFORM_OPERATOR));

    private final Holders holders;
    private final DirectoryService directory;

    Reach(Holders holders, DirectoryService directory) {
        this.holders = holders;
        this.directory = directory;
    }

    /** Those of the lines that are still the person's to know; of a unit not heard of yet, by where the mail was meant for. */
    Mono<List<NoticeLine>> still(Delivery mine, List<NoticeLine> lines) {
        var units = lines.stream().map(NoticeLine::unit).collect(Collectors.toSet());
        return Mono.zip(holders.places(mine.account(), TOLD), directory.places(units))
                .map(both -> lines.stream()
                        .filter(line -> {
                            var place = both.getT2().get(line.unit());
                            var above = place == null ? mine.ancestors() : place.ancestors();
                            return !Collections.disjoint(above, both.getT1());
                        })
                        .toList());
    }
}
