package cn.zhibu.member.transfer;

import static cn.zhibu.member.transfer.TransferProblem.TRANSFER_STANDING;

import cn.zhibu.platform.security.Sealed;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whom it is about.
 *
 * @param member id of the file; of somebody from outside the one that the acceptance makes
 * @param spell id of the membership that it ends; null for somebody from outside
 * @param name sealed; of somebody from outside, who has no file yet
 * @param standing as the letter from outside says it
 * @param key what there is once while the transfer is open
 */
record Who(
        String member,
        @Nullable String spell,
        @Nullable Sealed name,
        @Nullable Standing standing,
        String key) {

    /** {@code full}: a full member; {@code joinedParty}, {@code fullOn}: since when, where the letter says so. */
    record Standing(
            @Nullable LocalDate born,
            boolean full,
            @Nullable LocalDate joinedParty,
            @Nullable LocalDate fullOn) {

        /** Days that can be true together, none of them after the letter. */
        Standing checked(LocalDate letter) {
            if (!full && fullOn != null) {
                throw TRANSFER_STANDING.at("/fullOn");
            }
            if (joinedParty != null && joinedParty.isAfter(letter)) {
                throw TRANSFER_STANDING.at("/joinedPartyOn");
            }
            if (fullOn != null && (fullOn.isAfter(letter) || joinedParty != null && fullOn.isBefore(joinedParty))) {
                throw TRANSFER_STANDING.at("/fullOn");
            }
            if (born != null && !born.isBefore(joinedParty == null ? letter : joinedParty)) {
                throw TRANSFER_STANDING.at("/born");
            }
            return this;
        }
    }
}
