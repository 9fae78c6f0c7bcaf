package cn.zhibu.stack.store.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A regular expression that is anchored with ^: text, ., [...], \d \w \s, each also with *, + or ?, and $ at the end.
 * More is refused, so that a match takes no more steps than the text is long, times the expression.
 */
final class TextPattern {

    private static final int MOST = 500;
    private static final long MOST_STEPS = 50_000_000;

    private final String beginning;
    private final List<Item> items;
    private final boolean toTheEnd;

    /** One character, or none of it (optional), or more of it (repeated). */
    private record Item(IntPredicate test, boolean optional, boolean repeated) {}

    private TextPattern(String beginning, List<Item> items, boolean toTheEnd) {
        this.beginning = beginning;
        this.items = items;
        this.toTheEnd = toTheEnd;
    }

    static TextPattern of(String expression) {
        return new Reader(expression).read();
    }

    String beginning() {
        return beginning;
    }

    boolean matches(String text) {
        if (!text.startsWith(beginning)) {
            return false;
        }
        var states = new boolean[items.size() + 1];
        states[0] = true;
        long steps = 0;
        int at = beginning.length();
        while (true) {
            boolean alive = pass(states);
            if (states[items.size()] && (!toTheEnd || isEnd(text, at))) {
                return true;
            }
            if (!alive || at == text.length()) {
                return false;
            }
            steps += items.size();
            if (steps > MOST_STEPS) {
                throw Refused.badValue("a regular expression takes too long for a text of this length");
            }
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            states = step(states, point);
        }
    }

    private static boolean isEnd(String text, int at) {
        return at == text.length() || at == text.length() - 1 && text.charAt(at) == '\n';
    }

    /** Passes over what is optional; whether any state is left. */
    private boolean pass(boolean[] states) {
        boolean alive = states[items.size()];
        for (int item = 0; item < items.size(); item++) {
            alive |= states[item];
            states[item + 1] |= states[item] && items.get(item).optional;
        }
        return alive;
    }

    private boolean[] step(boolean[] states, int point) {
        var next = new boolean[states.length];
        for (int at = 0; at < items.size(); at++) {
            var item = items.get(at);
            if (states[at] && item.test.test(point)) {
                next[at] |= item.repeated;
                next[at + 1] = true;
            }
        }
        return next;
    }

    private static final class Reader {

        private final String expression;
        private final StringBuilder beginning = new StringBuilder();
        private final List<Item> items = new ArrayList<>();
        private int at = 1;
        private boolean end;

        Reader(String expression) {
            this.expression = expression;
        }

        TextPattern read() {
            if (!expression.startsWith("^") || expression.indexOf(0) >= 0) {
                throw Refused.badValue("only a regular expression that is anchored with ^ and has no character 0"
                        + " is on the list of infra/docs/database.md");
            }
            while (at < expression.length()) {
                if (end) {
                    throw refused("something after $");
                }
                if (expression.startsWith("\\Q", at)) {
                    quoted();
                } else {
                    item();
                }
                if (items.size() > MOST) {
                    throw Refused.badValue("a regular expression has more than " + MOST + " parts after its beginning");
                }
            }
            return new TextPattern(beginning.toString(), List.copyOf(items), end);
        }

        private void quoted() {
            int close = expression.indexOf("\\E", at);
            int stop = close < 0 ? expression.length() : close;
            var text = expression.substring(at + 2, stop);
            at = close < 0 ? stop : close + 2;
            if (!text.isEmpty() && "*+?{".indexOf(peek()) >= 0) {
                throw refused("a repetition after \\E");
            }
            text.codePoints().forEach(this::literal);
        }

        private void item() {
            int point = next();
            switch (point) {
                case '$' -> end = true;
                case '.' -> repeated(any -> any != '\n');
                case '[' -> repeated(oneOf());
                case '\\' -> escaped();
                case '(', ')', '|', '*', '+', '?', '{', '^' -> throw refused(Character.toString(point));
                default -> text(point);
            }
        }

        private void escaped() {
            int point = at < expression.length() ? next() : 0;
            if (point == 'd' || point == 'w' || point == 's') {
                repeated(named(point));
            } else {
                text(plain(point));
            }
        }

        private int plain(int point) {
            if (point == 0 || point < 0x80 && Character.isLetterOrDigit(point)) {
                throw refused("\\" + (point == 0 ? "" : Character.toString(point)));
            }
            return point;
        }

        private static IntPredicate named(int letter) {
            return switch (letter) {
                case 'd' -> point -> point >= '0' && point <= '9';
                case 'w' -> point -> point == '_' || point < 0x80 && Character.isLetterOrDigit(point);
                default -> point -> point == ' ' || point >= '\t' && point <= '\r';
            };
        }

        private void text(int point) {
            if ("*+?{".indexOf(peek()) >= 0) {
                repeated(other -> other == point);
            } else {
                literal(point);
            }
        }

        private void literal(int point) {
            if (items.isEmpty()) {
                beginning.appendCodePoint(point);
            } else {
                items.add(new Item(other -> other == point, false, false));
            }
        }

        private void repeated(IntPredicate test) {
            char sign = peek();
            if ("*+?{".indexOf(sign) < 0) {
                items.add(new Item(test, false, false));
                return;
            }
            at++;
            if (sign == '{' || "*+?{".indexOf(peek()) >= 0) {
                throw refused(sign == '{' ? "{" : sign + Character.toString(peek()));
            }
            if (sign == '+') {
                items.add(new Item(test, false, false));
            }
            items.add(new Item(test, true, sign != '?'));
        }

        private IntPredicate oneOf() {
            boolean not = peek() == '^';
            at += not ? 1 : 0;
            IntPredicate test = none -> false;
            do {
                int point = at < expression.length() ? next() : '[';
                if (point == '[') {
                    throw refused("[ within [...], or no ]");
                }
                test = test.or(range(point));
            } while (peek() != ']');
            at++;
            return not ? test.negate() : test;
        }

        private IntPredicate range(int first) {
            if (first == '\\' && (peek() == 'd' || peek() == 'w' || peek() == 's')) {
                var named = named(next());
                if (peek() == '-') {
                    throw refused("a range from \\d, \\w or \\s");
                }
                return named;
            }
            int low = bound(first);
            if (peek() != '-' || expression.startsWith("-]", at)) {
                return point -> point == low;
            }
            at++;
            int high = at < expression.length() ? bound(next()) : 0;
            if (high < low) {
                throw refused("a range out of order");
            }
            return point -> point >= low && point <= high;
        }

        private int bound(int point) {
            if (point == '[') {
                throw refused("[ within [...]");
            }
            return point == '\\' ? plain(at < expression.length() ? next() : 0) : point;
        }

        private int next() {
            int point = expression.codePointAt(at);
            at += Character.charCount(point);
            return point;
        }

        /** The character that follows, or 0 (which no expression has). */
        private char peek() {
            return at < expression.length() ? expression.charAt(at) : 0;
        }

        private Refused refused(String what) {
            return Refused.notOnTheList(2, "BadValue", "a regular expression with " + what);
        }
    }
}
