package cn.zhibu.activity.notebook;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.util.List;

/** What is told of notes: that one was handed in. */
sealed interface NoteEvent extends DomainEvent {

    @EventName("note.handed-in.v1")
    record HandedIn(String note, String unit, List<String> ancestors) implements NoteEvent {}
}
