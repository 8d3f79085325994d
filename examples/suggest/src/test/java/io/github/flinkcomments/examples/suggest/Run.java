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
package io.github.flinkcomments.examples.suggest;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import picocli.CommandLine;

/** What the command said, and how it ended. */
record Run(int exitCode, String out, String error) {

  static Run of(String... arguments) {
    return within(Duration.ofSeconds(30), arguments);
  }

  static Run within(Duration deadline, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    CommandLine command =
        Suggest.commandLine(deadline)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(error, true));
    int exitCode = command.execute(arguments);
    return new Run(exitCode, out.toString(), error.toString());
  }

  /** The options of the draft, from the connector on. */
  String options() {
    return out.substring(out.indexOf("  'connector'"));
  }
}
