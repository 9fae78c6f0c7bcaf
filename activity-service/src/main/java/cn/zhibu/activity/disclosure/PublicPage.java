package cn.zhibu.activity.disclosure;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The page on which a branch shows everybody what it makes known. It is named after its branch.
 *
 * @param title over it
 * @param token of its address, which is meant to be passed on; it stays the same while the page is closed
 */
@Document("public_pages")
record PublicPage(
        @Id String id,
        Scope scope,
        String title,
        String token,
        boolean open,
        @Version @Nullable Long version) implements Scoped {

    static Change<PublicPage> keep(Scope branch, String title, String token) {
        return new PublicPage(branch.unit(), branch, title, token, true, null).told();
    }

    Change<PublicPage> keep(String newTitle, boolean nowOpen) {
        return title.equals(newTitle) && open == nowOpen
                ? Change.of(this)
                : new PublicPage(id, scope, newTitle, token, nowOpen, version).told();
    }

    private Change<PublicPage> told() {
        return Change.of(this, new DisclosureEvent.PageKept(id, scope.unit(), scope.ancestors(), open));
    }
}
