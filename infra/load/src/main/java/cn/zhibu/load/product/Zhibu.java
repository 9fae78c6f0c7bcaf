package cn.zhibu.load.product;

import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.LoadException;
import cn.zhibu.stack.demo.Person;
import cn.zhibu.stack.launch.Secrets;
import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/** The product that infra/up started from this folder. */
public final class Zhibu {

    private final Stack stack;
    private final HttpClient http = OpenLoop.client();

    /** Refuses where not every part is ready. */
    public Zhibu(Map<String, String> environment) {
        this(environment, List.of());
    }

    /**
     * Refuses where one of these parts is not ready.
     *
     * @param needed none for all
     */
    public Zhibu(Map<String, String> environment, List<String> needed) {
        stack = new Stack(Settings.remembering(environment), line -> {});
        for (String name : needed.isEmpty() ? stack.names() : needed) {
            if (!stack.ready(name)) {
                throw new LoadException("Zhibu does not run here (" + name + " is not ready); start it with infra/up");
            }
        }
    }

    public Map<String, Long> pids() {
        return stack.pids();
    }

    public Map<String, Long> pids(String part) {
        return Map.of(part, stack.pids().get(part));
    }

    public Stack stack() {
        return stack;
    }

    public int portBase() {
        return stack.settings().portBase();
    }

    public URI gateway() {
        return URI.create(stack.publicUrl());
    }

    public Person operator() {
        var password = stack.secrets().get(Secrets.OPERATOR);
        return signIn("operator", password);
    }

    /** Somebody of the demo. */
    public Person demo(String username) {
        return signIn(username, stack.secrets().get(Secrets.DEMO));
    }

    private Person signIn(String username, String password) {
        return signIn(username, password, password);
    }

    Person signIn(String username, String password, String next) {
        var person = Person.signIn(http, gateway(), username, password, next);
        person.get("/api/session");
        return person;
    }

    /** The access token of somebody of the demo, as the gateway has it. */
    public String token(String username) {
        return new DirectToken(this, http).of(username, stack.secrets().get(Secrets.DEMO));
    }

    /** A request of this person, without a body yet. */
    public HttpRequest.Builder request(Person person, String path) {
        var request = HttpRequest.newBuilder(gateway().resolve(path)).header("Accept", "application/json, */*;q=0.8");
        person.headers().forEach(request::header);
        return request;
    }

    /** The same question asked by each of these in turn, so that nobody's quota is used up by one. */
    public OpenLoop.Shots reading(List<Person> people, String path) {
        var requests =
                people.stream().map(person -> request(person, path).build()).toList();
        return number -> requests.get((int) (number % requests.size()));
    }
}
