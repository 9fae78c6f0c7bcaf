package cn.zhibu.member.own;

import cn.zhibu.member.roster.OwnFile;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SignedIn;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The own file of a member over HTTP. */
@RestController
@RequestMapping("/api/member/v1/own-file")
class OwnFileController {

    /** A spell of membership; {@code until} is its first day that no longer counts. */
    record StayView(
            @Nullable String branch,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate joinedPartyOn,
            @Nullable LocalDate fullOn,
            @Nullable String ending) {}

    /** What the branch has written down, nothing masked. */
    record View(
            String member,
            String name,
            @Nullable String gender,
            @Nullable LocalDate born,
            @Nullable String identityNumber,
            @Nullable String phone,
            @Nullable String education,
            List<StayView> memberships) {

        static View of(OwnFileReading.Read read) {
            var file = read.file();
            return new View(
                    file.id(),
                    file.name(),
                    file.gender(),
                    file.born(),
                    file.identityNumber(),
                    file.phone(),
                    file.education(),
                    file.spells().stream().map(stay -> stay(stay, read)).toList());
        }

        private static StayView stay(OwnFile.Stay stay, OwnFileReading.Read read) {
            return new StayView(
                    read.branches().get(stay.unit()),
                    stay.from(),
                    stay.until(),
                    stay.joinedParty(),
                    stay.fullOn(),
                    stay.ending());
        }
    }

    private final OwnFileReading reading;

    OwnFileController(OwnFileReading reading) {
        this.reading = reading;
    }

    /** The file of the member whose own account it is; nothing for other accounts. */
    @SignedIn
    @GetMapping
    Flux<View> list(Caller caller) {
        return reading.own(caller).map(View::of).flux();
    }
}
