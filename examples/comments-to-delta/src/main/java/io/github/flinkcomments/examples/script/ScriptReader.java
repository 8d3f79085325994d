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
package io.github.flinkcomments.examples.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a script into its statements and replaces {@code ${NAME}} by the values of variables.
 *
 * <p>A semicolon ends a statement unless it stands in quotes or in a comment. Variables are
 * replaced after that, so that no value can begin another statement; inside {@code '…'} a quote of
 * the value is doubled. Comments are left as they are.
 */
public final class ScriptReader {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** Where in the text the reader is. */
  private enum Place {
    CODE,
    STRING,
    NAME,
    LINE_COMMENT,
    BLOCK_COMMENT
  }

  private final String script;
  private final String text;
  private final Variables variables;
  private final List<ScriptStatement> statements = new ArrayList<>();
  private final StringBuilder statement = new StringBuilder();
  private Place place = Place.CODE;
  private int position;
  private int line = 1;
  private int firstLine;

  private ScriptReader(String script, String text, Variables variables) {
    this.script = script;
    this.text = text;
    this.variables = variables;
  }

  /**
   * Reads the statements.
   *
   * @param script how messages call the script
   * @param text the script
   * @throws ScriptException if a variable has no value, or a quote or comment is not closed
   */
  public static List<ScriptStatement> read(String script, String text, Variables variables)
      throws ScriptException {
    return new ScriptReader(script, text, variables).read();
  }

  private List<ScriptStatement> read() throws ScriptException {
    while (position < text.length()) {
      step();
    }
    if (place == Place.LINE_COMMENT) {
      place = Place.CODE;
    }
    if (place != Place.CODE) {
      throw new ScriptException(
          script,
          Math.max(1, firstLine),
          "The statement that begins here does not end; close the %s."
              .formatted(place == Place.BLOCK_COMMENT ? "comment with */" : "quote"));
    }
    end();
    return List.copyOf(statements);
  }

  private void step() throws ScriptException {
    switch (place) {
      case CODE -> code();
      case STRING -> quoted('\'');
      case NAME -> quoted('`');
      case LINE_COMMENT -> comment("\n");
      case BLOCK_COMMENT -> comment("*/");
    }
  }

  private void code() throws ScriptException {
    char next = text.charAt(position);
    if (text.startsWith("--", position)) {
      place = Place.LINE_COMMENT;
      take(2);
    } else if (text.startsWith("/*", position) && !text.startsWith("/*+", position)) {
      place = Place.BLOCK_COMMENT;
      take(2);
    } else if (next == ';') {
      position++;
      end();
    } else if (!variable()) {
      if (!Character.isWhitespace(next) && firstLine == 0) {
        firstLine = line;
      }
      place = next == '\'' ? Place.STRING : next == '`' ? Place.NAME : Place.CODE;
      take(1);
    }
  }

  private void quoted(char quote) throws ScriptException {
    if (text.charAt(position) == quote) {
      place = Place.CODE;
      take(1);
    } else if (!variable()) {
      take(1);
    }
  }

  private void comment(String end) {
    if (text.startsWith(end, position)) {
      place = Place.CODE;
      take(end.length());
    } else {
      take(1);
    }
  }

  /** Replaces a variable, if one begins here. */
  private boolean variable() throws ScriptException {
    Matcher matcher = VARIABLE.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    if (firstLine == 0) {
      firstLine = line;
    }
    String name = matcher.group(1);
    Optional<String> value = variables.value(name);
    if (value.isEmpty()) {
      throw new ScriptException(
          script,
          line,
          "The variable ${%s} has no value; give one with --var %s=VALUE, or set it in the environment."
              .formatted(name, name));
    }
    statement.append(place == Place.STRING ? value.get().replace("'", "''") : value.get());
    position = matcher.end();
    return true;
  }

  private void take(int count) {
    for (int i = 0; i < count; i++) {
      char next = text.charAt(position++);
      if (next == '\n') {
        line++;
      }
      if (firstLine > 0) {
        statement.append(next);
      }
    }
  }

  private void end() {
    if (firstLine > 0) {
      statements.add(new ScriptStatement(firstLine, statement.toString().stripTrailing()));
    }
    statement.setLength(0);
    firstLine = 0;
  }
}
