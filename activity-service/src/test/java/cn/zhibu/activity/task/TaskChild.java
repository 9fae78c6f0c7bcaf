package cn.zhibu.activity.task;

import cn.zhibu.activity.crash.Service;

/** Enters tasks of last year, gives them milestones and carries them on to this year; says in the end what is there. */
public final class TaskChild {

    private TaskChild() {}

    public static void main(String[] args) throws Exception {
        Service.run(args, service -> {
            int tasks = service.number("crash.tasks");
            var lastYear = service.setting("crash.year");
            for (int number = 0; number < tasks; number++) {
                var record = service.post(
                                "/records",
                                "record-" + number,
                                ("{\"unit\": \"%s\", \"kind\": \"key-task\", \"date\": \"%s-03-01\", \"again\": true,"
                                                + " \"values\": {\"name\": \"新园舍建设\", \"stage\": \"running\"}}")
                                        .formatted(service.branch(), lastYear))
                        .get("id")
                        .asString();
                var task = "/tasks/" + record;
                for (int step = 0; step < 2; step++) {
                    service.post(
                            task + "/milestones",
                            "step-" + number + "-" + step,
                            "{\"text\": \"完成选址\", \"due\": \"2031-0%d-01\"}".formatted(step + 1));
                }
                service.post(task + "/continuation", "carry-" + number, "{}");
            }
            int open = service.each("/tasks?unit=" + service.branch(), task -> {
                if (task.get("milestones").size() != 2) {
                    System.out.println("WRONG " + task);
                }
            });
            int closed = service.each("/tasks?closed=true&unit=" + service.branch(), task -> {
                if (!"CARRIED".equals(task.get("status").asString())
                        || task.get("milestones").size() != 2) {
                    System.out.println("WRONG " + task);
                }
            });
            System.out.println("TASKS " + open + " " + closed);
        });
    }
}
