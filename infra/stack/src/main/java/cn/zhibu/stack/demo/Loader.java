package cn.zhibu.stack.demo;

import cn.zhibu.stack.demo.Crew.Job;
import cn.zhibu.stack.demo.plan.Plan;
import cn.zhibu.stack.launch.Secrets;
import cn.zhibu.stack.launch.StackException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Enters a plan: the operator opens the bureaus, their administrators furnish them, everybody writes down his own. */
final class Loader {

    private static final String MEMBER = "/api/member/v1";
    private static final String ACTIVITY = "/api/activity/v1";
    private static final String OPERATOR = "operator";

    private final Plan plan;
    private final Secrets secrets;
    private final Journal journal;
    private final Crew crew;
    private final Bodies bodies;
    private final URI gateway;
    private final HttpClient http;
    private final Map<String, Person> people = new ConcurrentHashMap<>();

    Loader(Plan plan, Secrets secrets, URI gateway, HttpClient http, Journal journal, Crew crew) {
        this.plan = plan;
        this.secrets = secrets;
        this.gateway = gateway;
        this.http = http;
        this.journal = journal;
        this.crew = crew;
        this.bodies = new Bodies(journal);
    }

    void load() {
        bureaus();
        units();
        members();
        accounts();
        await();
        work();
    }

    /** Who has signed in under this user name. */
    Person person(String username) {
        var person = people.get(username);
        if (person == null) {
            throw new StackException(username + " has not signed in");
        }
        return person;
    }

    private void bureaus() {
        var password = secrets.get(Secrets.OPERATOR);
        var operator = Person.signIn(http, gateway, OPERATOR, password, password);
        crew.all(
                "bureaus",
                jobs(
                        bureau -> Stream.of(bureau),
                        Plan.Bureau::code,
                        bureau -> id(operator.post(MEMBER + "/bureaus", key(bureau.code()), Bodies.bureau(bureau)))));
        for (var bureau : plan.bureaus()) {
            var path = MEMBER + "/bureaus/" + journal.id(bureau.code()) + "/administrator-password";
            admit(bureau.administrator(), operator, path);
            person(bureau.administrator().key())
                    .await(MEMBER + "/me", self -> !self.path("grants").isEmpty() && self.hasNonNull("tenant"));
        }
    }

    private void units() {
        int deepest = plan.bureaus().stream()
                .flatMap(bureau -> bureau.units().stream())
                .mapToInt(Plan.Unit::depth)
                .max()
                .orElse(0);
        for (int depth = 0; depth <= deepest; depth++) {
            int level = depth;
            var jobs = new ArrayList<Job>();
            for (var bureau : plan.bureaus()) {
                var admin = person(bureau.administrator().key());
                bureau.units().stream()
                        .filter(unit -> unit.depth() == level)
                        .map(unit -> new Job(
                                unit.key(),
                                () -> id(admin.post(MEMBER + "/units", key(unit.key()), bodies.unit(unit)))))
                        .forEach(jobs::add);
            }
            crew.all("units", jobs);
        }
    }

    private void members() {
        var joining = new ArrayList<Job>();
        for (var bureau : plan.bureaus()) {
            var admin = person(bureau.administrator().key());
            for (var branch : bureau.branches()) {
                branch.members()
                        .forEach(member -> joining.add(new Job(member.key(), () -> join(admin, branch, member))));
            }
        }
        crew.all("members", joining);
        for (int one = 0; one < 2; one++) {
            committees(one);
        }
    }

    /** Of each branch the first committee, then the one that followed it. */
    private void committees(int which) {
        var jobs = new ArrayList<Job>();
        for (var bureau : plan.bureaus()) {
            var admin = person(bureau.administrator().key());
            bureau.branches().stream()
                    .filter(branch -> branch.committees().size() > which)
                    .map(branch -> committee(admin, branch, branch.committees().get(which)))
                    .forEach(jobs::add);
        }
        crew.all("committees", jobs);
    }

    private Job committee(Person admin, Plan.Branch branch, Plan.Committee committee) {
        return new Job(
                committee.key(),
                () -> id(
                        admin.post(MEMBER + "/committees", key(committee.key()), bodies.committee(branch, committee))));
    }

    private String join(Person admin, Plan.Branch branch, Plan.Member member) {
        var id = admin.post(MEMBER + "/members", key(member.key()), bodies.member(branch, member))
                .path("member")
                .path("id")
                .asString();
        if (member.convertedOn() != null) {
            var body = Bodies.of("on", member.convertedOn().toString());
            admin.post(MEMBER + "/members/" + id + "/conversion", key(member.key() + ".full"), body);
        }
        return id;
    }

    private void accounts() {
        Function<Plan.Bureau, Stream<Plan.Account>> opened =
                bureau -> bureau.accounts().stream().skip(1);
        crew.all(
                "accounts",
                jobs(
                        opened,
                        Plan.Account::key,
                        account -> id(administrator(account)
                                .post(MEMBER + "/accounts", key(account.key()), bodies.account(account)))));
        crew.all(
                "grants",
                jobs(
                        opened,
                        account -> account.key() + ".grant",
                        account -> id(administrator(account)
                                .post(MEMBER + "/grants", key(account.key() + ".grant"), bodies.grant(account)))));
        plan.bureaus().stream().flatMap(opened).toList().parallelStream()
                .forEach(account -> admit(
                        account,
                        administrator(account),
                        MEMBER + "/accounts/" + journal.id(account.key()) + "/one-time-password"));
    }

    private Person administrator(Plan.Account account) {
        return plan.bureaus().stream()
                .filter(bureau -> bureau.accounts().contains(account))
                .map(bureau -> person(bureau.administrator().key()))
                .findFirst()
                .orElseThrow();
    }

    /** Signs a person in: the first time with a one-time password, which has to be changed for the one of the demo. */
    private void admit(Plan.Account account, Person giver, String oneTimePassword) {
        var chosen = secrets.get(Secrets.DEMO);
        var noted = account.key() + ".password";
        var password = journal.has(noted)
                ? chosen
                : giver.post(oneTimePassword, UUID.randomUUID().toString(), Map.of())
                        .path("password")
                        .asString();
        people.put(account.key(), Person.signIn(http, gateway, account.key(), password, chosen));
        if (!journal.has(noted)) {
            journal.note(noted, "chosen");
        }
    }

    /** The services hear of units and grants a moment later; refusing nobody in between keeps the ledger clean. */
    private void await() {
        for (var bureau : plan.bureaus()) {
            bureau.branches().stream()
                    .flatMap(branch -> Stream.of(branch.enters(), branch.records()))
                    .distinct()
                    .forEach(username -> person(username).get(ACTIVITY + "/kinds"));
            var admin = person(bureau.administrator().key());
            bureau.branches()
                    .forEach(branch -> admin.get("/api/report/v1/duties?unit=" + journal.id(branch.key()) + "&year="
                            + plan.today().getYear()));
        }
    }

    private void work() {
        crew.all(
                "surveys",
                jobs(
                        bureau -> bureau.surveys().stream(),
                        Plan.Questionnaire::key,
                        survey -> id(person(survey.by())
                                .post(ACTIVITY + "/surveys", key(survey.key()), bodies.survey(survey)))));
        var jobs = new ArrayList<Job>();
        jobs.addAll(jobs(
                bureau -> bureau.meetings().stream(),
                Plan.Meeting::key,
                meeting -> person(meeting.by())
                        .post(ACTIVITY + "/sessions", key(meeting.key()), bodies.meeting(meeting))
                        .path("session")
                        .path("id")
                        .asString()));
        jobs.addAll(jobs(
                bureau -> bureau.notes().stream(),
                Plan.Note::key,
                note -> id(person(note.by()).post(ACTIVITY + "/records", key(note.key()), bodies.note(note)))));
        for (var bureau : plan.bureaus()) {
            for (var survey : bureau.surveys()) {
                survey.opinions().forEach(opinion -> jobs.add(new Job(opinion.key(), () -> opinion(survey, opinion))));
            }
        }
        crew.all("a year's work", jobs);
        crew.all(
                "surveys closed",
                jobs(
                        bureau -> bureau.surveys().stream(),
                        survey -> survey.key() + ".closed",
                        survey -> id(person(survey.by())
                                .post(
                                        ACTIVITY + "/surveys/" + journal.id(survey.key()) + "/closure",
                                        key(survey.key() + ".closed"),
                                        Bodies.of("on", survey.closesOn().toString())))));
    }

    private String opinion(Plan.Questionnaire survey, Plan.Opinion opinion) {
        var person = person(survey.by());
        var raised = Bodies.of(
                "text",
                opinion.text(),
                "category",
                opinion.category(),
                "date",
                opinion.raisedOn().toString());
        var id = id(person.post(
                ACTIVITY + "/surveys/" + journal.id(survey.key()) + "/opinions", key(opinion.key()), raised));
        person.post(
                ACTIVITY + "/opinions/" + id + "/rectification",
                key(opinion.key() + ".done"),
                Bodies.of(
                        "action", opinion.action(), "on", opinion.rectifiedOn().toString()));
        person.post(
                ACTIVITY + "/opinions/" + id + "/confirmation",
                key(opinion.key() + ".confirmed"),
                Bodies.of("on", opinion.confirmedOn().toString()));
        return id;
    }

    private <T> List<Job> jobs(
            Function<Plan.Bureau, Stream<T>> things, Function<T, String> key, Function<T, String> work) {
        return plan.bureaus().stream()
                .flatMap(things)
                .map(thing -> new Job(key.apply(thing), () -> work.apply(thing)))
                .toList();
    }

    static String key(String key) {
        return "demo." + key;
    }

    static String id(tools.jackson.databind.JsonNode answer) {
        return answer.path("id").asString();
    }
}
