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

/** A script cannot be run as it is. The message names the script, the line and the way out. */
public final class ScriptException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says it without a place. */
  public ScriptException(String message) {
    super(message);
  }

  /**
   * Says it with the place.
   *
   * @param script the script's name
   * @param line from 1
   */
  public ScriptException(String script, int line, String message) {
    super("%s, line %d: %s".formatted(script, line, message));
  }

  /** Says it with the place, and keeps what happened for the log. */
  public ScriptException(String script, int line, String message, Throwable cause) {
    super("%s, line %d: %s".formatted(script, line, message), cause);
  }
}
