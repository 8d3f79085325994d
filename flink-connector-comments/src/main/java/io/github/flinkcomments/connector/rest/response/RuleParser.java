/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.connector.rest.response;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link ResponseRules}, from left to right. */
final class RuleParser {

  private static final Pattern SPACE = Pattern.compile("[ \\t]*");
  private static final Pattern BETWEEN_RULES = Pattern.compile("[\\s;]*");
  private static final Pattern WORD = Pattern.compile("[a-z-]*");
  private static final Pattern HEADER_NAME = Pattern.compile("(?:[A-Za-z0-9_.]|-(?!>))+");
  private static final Pattern STATUS = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");
  private static final Pattern STATUS_CLASS = Pattern.compile("([1-5])xx");
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

  /** An arrow needs no space before it, and the escapes of a pointer are not operators. */
  private static final Pattern BARE_POINTER = Pattern.compile("(?:[^\\s;&=!~\"-]|~[01]|-(?!>))*");

  private static final Pattern BARE_VALUE = Pattern.compile("(?:[^\\s;&\"-]|-(?!>))+");
  private static final int SHOWN = 20;

  private final String option;
  private final String text;
  private int position;

  RuleParser(String option, String text) {
    this.option = option;
    this.text = text;
  }

  List<ResponseRule> rules() {
    List<ResponseRule> rules = new ArrayList<>();
    skip(BETWEEN_RULES);
    while (position < text.length()) {
      rules.add(rule());
      skip(SPACE);
      if (position < text.length() && !isNext(";") && !isNext("\n") && !isNext("\r")) {
        throw error("a rule ends with its verdict; separate it from the next one by ';'");
      }
      skip(BETWEEN_RULES);
    }
    return rules;
  }

  private ResponseRule rule() {
    int start = position;
    List<Condition> conditions = new ArrayList<>();
    do {
      skip(SPACE);
      conditions.add(condition());
      skip(SPACE);
    } while (take("&"));
    if (!take("->")) {
      throw error("after a condition comes '&' and another one, or '->' and a verdict");
    }
    skip(SPACE);
    int before = position;
    Matcher word = next(WORD);
    position = word.end();
    Verdict verdict =
        Verdict.of(word.group())
            .orElseThrow(() -> errorAt(before, "the verdict is one of " + Verdict.words()));
    return new ResponseRule(conditions, verdict, text.substring(start, position).strip());
  }

  private Condition condition() {
    if (isNext("!") && !isNext("!=")) {
      take("!");
      return new Condition.Not(condition());
    }
    if (take("status")) {
      return status();
    }
    if (take("header:")) {
      String header = taken(HEADER_NAME, "'header:' is followed by the name of a header");
      return compared(test -> new Condition.Header(header, test), true);
    }
    if (take("body:")) {
      String pointer = pointer();
      return compared(test -> new Condition.BodyMember(pointer, test), true);
    }
    if (take("body")) {
      return compared(Condition.BodyText::new, false);
    }
    throw error("a condition begins with 'status', 'header:NAME', 'body:POINTER' or 'body'");
  }

  private Condition status() {
    boolean negated = take("!=");
    if (!negated && !take("=")) {
      throw error("after 'status' comes '=' or '!='");
    }
    List<Condition.StatusRange> ranges = new ArrayList<>();
    do {
      ranges.add(statusRange());
    } while (take(","));
    Condition status = new Condition.Status(List.copyOf(ranges));
    return negated ? new Condition.Not(status) : status;
  }

  private Condition.StatusRange statusRange() {
    int before = position;
    Matcher statusClass = next(STATUS_CLASS);
    if (statusClass.lookingAt()) {
      position = statusClass.end();
      int hundreds = Integer.parseInt(statusClass.group(1)) * 100;
      return new Condition.StatusRange(hundreds, hundreds + 99);
    }
    Matcher status = next(STATUS);
    if (!status.lookingAt()) {
      throw error("a status is written like 404, 4xx or 400-499");
    }
    position = status.end();
    int first = Integer.parseInt(status.group(1));
    int last = status.group(2) == null ? first : Integer.parseInt(status.group(2));
    if (last < first) {
      throw errorAt(before, "a range of statuses begins with the lower one");
    }
    return new Condition.StatusRange(first, last);
  }

  private String pointer() {
    int before = position;
    String pointer = isNext("\"") ? quoted() : taken(BARE_POINTER, "a JSON pointer comes here");
    try {
      JsonPointer.compile(pointer);
      return pointer;
    } catch (IllegalArgumentException e) {
      throw errorAt(before, "a JSON pointer starts with '/', like body:/error/code");
    }
  }

  /** How a value becomes a condition. */
  private interface Compared {
    Condition by(ValueTest test);
  }

  private Condition compared(Compared condition, boolean mayBePresent) {
    if (take("!=")) {
      return new Condition.Not(condition.by(new ValueTest.Equal(value())));
    }
    if (take("=")) {
      boolean anything = mayBePresent && isNext("*");
      String value = value();
      return condition.by(
          anything && value.equals("*") ? new ValueTest.Present() : new ValueTest.Equal(value));
    }
    if (take("~")) {
      return condition.by(new ValueTest.Containing(value()));
    }
    if (mayBePresent) {
      return condition.by(new ValueTest.Present());
    }
    throw error("after 'body' comes ':' and a JSON pointer, or '~' and a text");
  }

  private String value() {
    return isNext("\"")
        ? quoted()
        : taken(BARE_VALUE, "a value comes here, in double quotes if it has spaces or marks");
  }

  private String quoted() {
    Matcher quoted = next(QUOTED);
    if (!quoted.lookingAt()) {
      throw error("the double quote is not closed");
    }
    position = quoted.end();
    return quoted.group(1).replaceAll("\\\\(.)", "$1");
  }

  private String taken(Pattern pattern, String otherwise) {
    Matcher matcher = next(pattern);
    if (!matcher.lookingAt()) {
      throw error(otherwise);
    }
    position = matcher.end();
    return matcher.group();
  }

  private Matcher next(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(position, text.length());
    matcher.lookingAt();
    return matcher;
  }

  private void skip(Pattern pattern) {
    position = next(pattern).end();
  }

  private boolean isNext(String mark) {
    return text.startsWith(mark, position);
  }

  private boolean take(String mark) {
    if (!isNext(mark)) {
      return false;
    }
    position += mark.length();
    return true;
  }

  private IllegalArgumentException error(String expected) {
    return errorAt(position, expected);
  }

  private IllegalArgumentException errorAt(int place, String expected) {
    String rest = text.substring(place).lines().findFirst().orElse("").strip();
    String found =
        rest.isEmpty()
            ? "at its end"
            : "at position %d, '%s'"
                .formatted(
                    place + 1, rest.length() > SHOWN ? rest.substring(0, SHOWN) + "…" : rest);
    return new IllegalArgumentException(
        "The option '%s' is malformed %s: %s.".formatted(option, found, expected));
  }
}
